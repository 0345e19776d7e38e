import { join } from 'node:path';
import { listLocks, type HeldLock } from '../../object-storage/locks';
import { ok, warn, type Check } from '../check';
import { lookIntoStore } from '../store';

export const locks: Check = {
  id: 'locks',
  title: 'locks that are held',
  run: (surroundings) =>
    lookIntoStore(surroundings, async (s3) => {
      const { platform, output, now } = surroundings;
      const held = await listLocks(s3, platform.state.buckets.state);
      if (held.length === 0) return ok('none');
      return warn(
        held.map((lock) => describe(lock, now())).join('; '),
        `wait, if somebody is at work. If not, release it: ${held.map((lock) => release(lock, output)).join('; ')}`,
      );
    }),
};

const stackOf = ({ stateKey }: HeldLock) => stateKey.replace(/^.*\//, '').replace(/\.tfstate$/, '');

function describe(lock: HeldLock, now: Date): string {
  const minutes = Math.round((now.getTime() - Date.parse(lock.created)) / 60_000);
  const since = Number.isNaN(minutes) ? '' : ` for ${minutes} minutes`;
  return `${stackOf(lock)} is locked by ${lock.who}${since} (${lock.operation})`;
}

const release = (lock: HeldLock, output: string) =>
  `terraform -chdir=${join(output, 'stacks', stackOf(lock))} force-unlock ${lock.id}`;
