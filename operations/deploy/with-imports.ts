import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that exists and that a plan makes part of a stack. */
export interface TakenOver {
  /** Address of the resource in the stack. */
  readonly to: string;
  /** Its id, as the provider imports it. */
  readonly id: string;
}

/** Beside the stack's own file for the time of a plan; a saved plan has its content in it. */
export const TAKEN_OVER_FILE = 'taken-over.tf.json';

/** Does something while the stack in a folder has further import blocks. */
export async function withImports<T>(
  folder: string,
  takeOver: readonly TakenOver[],
  work: () => Promise<T>,
): Promise<T> {
  const file = join(folder, TAKEN_OVER_FILE);
  rmSync(file, { force: true }); // of a run that was killed
  if (takeOver.length === 0) return work();
  writeFileSync(file, JSON.stringify({ import: takeOver.map(({ to, id }) => ({ to, id })) }));
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
