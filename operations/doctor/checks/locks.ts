import { releaseLine } from '../../engine/release-line';
import { listLocks, type HeldLock } from '../../object-storage/locks';
import { ok, warn, type Check } from '../check';
import { placeOf, readyLine } from '../engine-place';
import { lookIntoStore } from '../store';
import type { Surroundings } from '../surroundings';

export const locks: Check = {
  id: 'locks',
  title: 'locks that are held',
  run: (surroundings) =>
    lookIntoStore(surroundings, async (s3) => {
      const { platform, now } = surroundings;
      const held = await listLocks(s3, platform.state.buckets.state);
      if (held.length === 0) return ok('none');
      const releases = await Promise.all(held.map((lock) => release(lock, surroundings)));
      return warn(
        held.map((lock) => describe(lock, now())).join('; '),
        `wait, if somebody is at work. If not, release it: ${releases.join('; ')}`,
      );
    }),
};

const stackOf = ({ stateKey }: HeldLock) => stateKey.replace(/^.*\//, '').replace(/\.tfstate$/, '');

function describe(lock: HeldLock, now: Date): string {
  if (lock.id === undefined) return `the lock on ${stackOf(lock)} is damaged, and does not tell who holds it`;
  const minutes = Math.round((now.getTime() - Date.parse(lock.created)) / 60_000);
  const since = Number.isNaN(minutes) ? '' : ` for ${minutes} minutes`;
  return `${stackOf(lock)} is locked by ${lock.who}${since} (${lock.operation})`;
}

async function release(lock: HeldLock, surroundings: Surroundings): Promise<string> {
  const place = await placeOf(surroundings, stackOf(lock));
  return readyLine(place, releaseLine(place, lock));
}
