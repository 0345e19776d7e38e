import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { linodeAccess } from '../linode/access';
import { existingAmong } from '../linode/buckets';
import { connectLinode } from '../linode/client';
import type { Deployment } from './deployment';

/** Folder inside the export where the last stack is torn down, on a local state. */
export const TEARDOWN = 'teardown';
export const LOCAL_STATE = 'terraform.tfstate';

/** Whether an earlier attempt to destroy the platform got as far as to move the last state into this export. */
export const isTornDownIn = (folder: string) => existsSync(join(resolve(folder), TEARDOWN, LOCAL_STATE));

/**
 * Whether a platform was destroyed before: Linode has none of the buckets with its states.
 *
 * @param folder of the export
 * @throws {Error} when only the bucket of the states is gone, and what describes the others is not in that folder
 */
export async function isPlatformGone(
  { output, environment }: Pick<Deployment, 'output' | 'environment'>,
  folder: string,
): Promise<boolean> {
  if (isTornDownIn(folder)) return false;
  connectLinode(linodeAccess(output.linodeApi, environment));
  const left = await existingAmong(Object.values(output.buckets));
  if (left.length > 0 && !left.includes(output.buckets.state)) {
    throw new Error(
      `the bucket ${output.buckets.state} with the states is gone, but ${left.join(' and ')} ${left.length > 1 ? 'are' : 'is'} not: ` +
        `an earlier destroy --platform stopped half way. Name its folder again: --export <folder with ${TEARDOWN} in it>. ` +
        'If that folder is lost: npx lke-platform orphans names what is left, and how it is removed.',
    );
  }
  return left.length === 0;
}
