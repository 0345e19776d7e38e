import { setImmediate as microtasksDone } from 'node:timers/promises';

/** Somebody who does one thing after the other, each when it is their turn. */
export class Player<T> {
  /** What became of it, once it is over. */
  outcome: PromiseSettledResult<T> | undefined;
  private go: (() => void) | undefined;

  /** @param work given what it waits for before each thing that it does */
  constructor(work: (turn: () => Promise<void>) => Promise<T>) {
    const turn = () => new Promise<void>((resolve) => (this.go = resolve));
    void Promise.allSettled([work(turn)]).then(([outcome]) => (this.outcome = outcome));
  }

  /** Lets one thing happen, and whatever follows from it. Without one that waits, nothing does. */
  async step(): Promise<void> {
    await microtasksDone();
    this.go?.();
    this.go = undefined;
    await microtasksDone();
  }

  /** Lets so many things happen, or all of them. */
  async steps(count = Infinity): Promise<void> {
    for (let done = 0; done < count && this.outcome === undefined; done += 1) await this.step();
  }
}
