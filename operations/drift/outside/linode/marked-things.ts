import { linodeMarks } from '../../../orphans/linode-marks';
import { clusters, firewalls, type LinodeMarks, networks, poolsOfStates, zones } from '../../../orphans/linode-things';
import { orphansAmong } from '../../../orphans/orphan';
import type { Thing } from '../../../orphans/thing';
import { ENVIRONMENT_NAMES } from '../../../../model/entities/environment';
import type { StackId } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { LinodeReading } from './linode-reading';
import { undeclared } from './undeclared';

/** What is looked for by its marks, and what people call it. Buckets and NodeBalancers have rules of their own. */
const LISTS: readonly (readonly [string, (marks: LinodeMarks) => Promise<Thing[]>])[] = [
  ['the clusters', clusters],
  ['the node pools', poolsOfStates],
  ['the firewalls', firewalls],
  ['the networks', networks],
  ['the DNS zones', zones],
];

/** What carries the marks of the platform, as an orphan does, and is in no state. */
export async function markedThings({ platform, buckets, clusterLabel, declared, unread }: LinodeReading) {
  const bucketPrefix = buckets.state.replace(/-state$/, '');
  const marks = linodeMarks({ platform, bucketPrefix, clusterLabel }, [...declared.held.values()]);
  const lists = LISTS.map(([what, list]) => unread.orNothing('cluster', what, () => list(marks)));
  const things = (await Promise.all(lists)).flat();
  return orphansAmong(things, declared.held, []).map(differenceOf);
}

function differenceOf({ type, id, name, mark }: Thing): Difference {
  return undeclared(stackOf(type, name), { type, id, after: { label: name, mark } });
}

/** The stack that such a thing would be of. A pool of an environment begins with its name. */
const stackOf = (type: string, name: string): StackId =>
  (type === 'linode_lke_node_pool' && ENVIRONMENT_NAMES.find((it) => name.startsWith(`${it}-`))) || 'cluster';
