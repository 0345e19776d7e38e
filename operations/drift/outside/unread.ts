import type { StackId } from '../../../model/naming';
import { Interrupted } from '../../engine/interrupts';
import type { OutsideReading } from '../outside-reading';

/** What could not be read, as it comes up. */
export class Unread {
  private readonly all = new Map<string, OutsideReading['unread'][number]>();

  /** What a reading finds; nothing, and a note that it could not be read, where that fails. */
  orNothing<T>(stack: StackId, what: string, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    return this.orNothingOf([stack], what, read);
  }

  /** The same, of what may be of several stacks. */
  async orNothingOf<T>(
    stacks: readonly StackId[],
    what: string,
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      for (const stack of stacks) this.add(stack, `${what} could not be read: ${(error as Error).message}`);
      return [];
    }
  }

  add(stack: StackId, what: string): void {
    this.all.set(`${stack} ${what}`, { stack, what });
  }

  get list(): OutsideReading['unread'] {
    return [...this.all.values()];
  }
}
