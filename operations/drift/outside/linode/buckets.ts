import { BUCKETS } from '../../../../model/naming';
import type { Difference } from '../../../../model/rules/drift/difference';
import { bucketsNamed } from '../../../linode/buckets';
import type { LinodeReading } from './linode-reading';
import { undeclared } from './undeclared';

const TYPE = 'linode_object_storage_bucket';

/** Ends of the names of a platform's buckets. */
const PARTS: readonly string[] = [...BUCKETS, 'loki', 'tempo'];

/**
 * Buckets that begin as those of the platform and are in no state. Those of another platform whose name begins as this
 * one's are left out: `acme-eu-state` beside `acme-state`.
 */
export function undeclaredBuckets({ buckets, declared, unread }: LinodeReading): Promise<readonly Difference[]> {
  const prefix = buckets.state.replace(/state$/, '');
  return unread.orNothing('state', 'the buckets', async () => {
    const found = await bucketsNamed(prefix);
    return found.flatMap(({ name, region }) => {
      const id = `${region}:${name}`;
      const isOfAnother = PARTS.some((part) => name.endsWith(`-${part}`) && name !== prefix + part);
      if (isOfAnother || declared.has(TYPE, id)) return [];
      return undeclared('state', { type: TYPE, id, after: { label: name, region } });
    });
  });
}
