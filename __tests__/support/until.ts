import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the very thing that a test judges. @throws {Error} when it does not come to hold within three minutes */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 180_000; !(await holds()); await sleep(200)) {
    if (Date.now() > deadline) throw new Error('it does not come to hold within three minutes');
  }
}
