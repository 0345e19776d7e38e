import { STATUS_KEY } from '../../model/naming';
import type { Workplace } from './workplace';

/**
 * Times, versions and counters that change with every write, whatever is written; and the status, which is the lifecycle's
 * and tells of the apply, not of what it made.
 */
const PASSING = [
  STATUS_KEY,
  'updated',
  'created',
  'version',
  'fingerprint',
  'revision-id',
  'resourceVersion',
  'generation',
];

/** Buckets that the operations themselves write to. */
const OF_OPERATIONS = /-(state|artifacts|ledger|reports)$/;

/**
 * What exists, by id and content: at Linode, in Kubernetes with what helm keeps of its releases, and in the buckets that
 * the platform made for others. An empty plan does not tell what is left over; two of these do.
 */
export function inventory({ standIn: { world }, s3 }: Workplace): Record<string, unknown> {
  const linode = Object.entries(world.linode).flatMap(([kind, things]) =>
    things instanceof Map ? [...things].map(([id, thing]) => [`${kind} ${String(id)}`, thing] as const) : [],
  );
  const kubernetes = [...world.kubernetes.values()].flatMap(({ objects, releases }) => [
    ...[...objects].map(([key, object]) => [`object ${key}`, object] as const),
    ...[...releases].map(([key, release]) => [`release ${key}`, release] as const),
  ]);
  const buckets = [...s3.buckets]
    .filter(([name]) => !OF_OPERATIONS.test(name))
    .map(([name, bucket]) => {
      const content = bucket.keys().map((key) => [key, bucket.get(key).etag]);
      return [`content of ${name}`, { content, versioning: bucket.versioning, lifecycle: bucket.lifecycle }] as const;
    });
  const all = [...linode, ...kubernetes, ...buckets].map(([key, thing]) => [key, withoutPassing(thing)] as const);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const withoutPassing = (thing: unknown): unknown =>
  JSON.parse(JSON.stringify(thing, (key, value: unknown) => (PASSING.includes(key) ? undefined : value)));
