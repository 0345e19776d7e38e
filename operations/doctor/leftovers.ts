import type { Platform } from '../../model/platform';
import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { removeWithContent } from '../bootstrap/temporaries';
import { bucketsNamed, type LinodeBucket } from '../linode/buckets';
import { listKeys, revokeKey } from '../linode/object-keys';
import { isRandomName } from '../linode/random-name';
import { PROBE_NAME } from '../object-storage/throw-away-bucket';

/** What removes them, as an order. */
export const REMOVE_LEFTOVERS = 'remove what it left: npx lke-platform doctor --clean-up';

/** Buckets and keys that runs make to remove them again, by their names. */
export interface Leftovers {
  readonly buckets: readonly LinodeBucket[];
  readonly keys: readonly { readonly id: number; readonly label: string }[];
}

/** What runs that were interrupted left at Linode. What a run at work needs is among it. */
export async function leftoversOf({ name, state }: Platform): Promise<Leftovers> {
  const probes = `${state.bucketPrefix}-${PROBE_NAME}`;
  const temporary = [probes, `${name}-bootstrap`];
  const [buckets, keys] = [await bucketsNamed(`${probes}-`), await listKeys()];
  return {
    buckets: buckets.filter((bucket) => isRandomName(bucket.name, probes)),
    keys: keys.filter(({ label }) => temporary.some((prefix) => isRandomName(label, prefix))),
  };
}

/**
 * Removes what runs that were interrupted left at Linode.
 *
 * @param onStep called with what begins, in words
 * @param audit where it is written down. @default - nowhere
 */
export async function removeLeftovers(
  platform: Platform,
  onStep: (text: string) => void,
  audit?: AuditRecorder,
): Promise<void> {
  const { buckets, keys } = await leftoversOf(platform);
  if (buckets.length + keys.length === 0) return;
  const names = { buckets: buckets.map(({ name }) => name), keys: keys.map(({ label }) => label) };
  const what = `remove what interrupted runs left: ${[...names.buckets, ...names.keys].join(', ')}`;
  await recorded(audit, { chain: 'platform', kind: 'clean-up', what, details: names }, async () => {
    for (const bucket of buckets) {
      onStep(`removing the bucket ${bucket.name} of an interrupted run`);
      await removeWithContent(bucket, platform.state.endpoint);
    }
    for (const { id, label } of keys) {
      onStep(`revoking the key ${label} of an interrupted run`);
      await revokeKey(id);
    }
  });
}
