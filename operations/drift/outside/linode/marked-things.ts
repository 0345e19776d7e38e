import { linodeMarks } from '../../../orphans/linode-marks';
import { clusters, firewalls, type LinodeMarks, networks, zones } from '../../../orphans/linode-things';
import { orphansAmong } from '../../../orphans/orphan';
import type { Thing } from '../../../orphans/thing';
import type { LinodeReading } from './linode-reading';
import { undeclared } from './undeclared';

/** What is looked for by its marks, and what people call it. Buckets, NodeBalancers and pools have rules of their own. */
const LISTS: readonly (readonly [string, (marks: LinodeMarks) => Promise<Thing[]>])[] = [
  ['the clusters', clusters],
  ['the firewalls', firewalls],
  ['the networks', networks],
  ['the DNS zones', zones],
];

/** What carries the marks of the platform, as an orphan does, and is in no state. */
export async function markedThings(reading: LinodeReading) {
  const { declared, unread } = reading;
  const marks = marksOf(reading);
  const lists = LISTS.map(([what, list]) => unread.orNothing('cluster', what, () => list(marks)));
  const things = (await Promise.all(lists)).flat();
  return orphansAmong(things, declared.held, []).map(({ type, id, name, mark }) =>
    undeclared('cluster', { type, id, after: { label: name, mark } }),
  );
}

/** What tells the things of the platform. */
export function marksOf({ platform, buckets, clusterLabel, declared }: LinodeReading): LinodeMarks {
  const bucketPrefix = buckets.state.replace(/-state$/, '');
  return linodeMarks({ platform, bucketPrefix, clusterLabel }, [...declared.held.values()]);
}
