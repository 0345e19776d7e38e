import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until there is an answer. @throws when there is none within three minutes */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error('it did not happen within three minutes');
}
