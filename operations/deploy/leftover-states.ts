import type { EnvironmentVariables } from '../../model/environment-variables';
import type { RequestLimits } from '../object-storage/client';
import { keysIn } from '../object-storage/list-keys';
import { readState } from '../object-storage/read-state';
import { accessTo } from './bucket-access';
import type { OutputFolder } from './output-folder';

/** What is known of a platform: the keys of its states, and where its buckets are. */
interface KnownStates extends Pick<OutputFolder, 'platform' | 'buckets' | 'endpoint'> {
  readonly stacks: readonly { readonly backend: { readonly key: string } }[];
}

/**
 * Stacks whose state still has resources though the platform has no such stack any more, as when an environment was
 * taken out of the platform file before it was destroyed.
 */
export async function leftoverStates(
  known: KnownStates,
  environment: EnvironmentVariables,
  requestLimits?: RequestLimits,
): Promise<string[]> {
  const { platform, stacks, buckets, endpoint } = known;
  const s3 = accessTo(endpoint, environment, requestLimits);
  const keys = new Set(stacks.map(({ backend }) => backend.key));
  const prefix = `${platform}/`;
  const others: string[] = [];
  for await (const key of keysIn(s3, buckets.state, prefix)) {
    if (key.endsWith('.tfstate') && !keys.has(key)) others.push(key);
  }
  const leftover = await Promise.all(
    others.map(async (key) => {
      const { resources } = await readState(s3, { Bucket: buckets.state, Key: key });
      return resources.some(({ mode }) => mode === 'managed') ? [key] : [];
    }),
  );
  return leftover.flat().map((key) => key.slice(prefix.length, -'.tfstate'.length));
}
