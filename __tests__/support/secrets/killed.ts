/** The process is dead: nothing that it would have done happens any more. */
export class Killed extends Error {}

/** Counts the calls of what a process works with, and kills it at one of them. */
export class Killer {
  private calls = 0;
  private isDead = false;

  /** @param at the call that kills, from 1 on; @param after whether it is done before the process dies */
  constructor(
    private readonly at: number,
    private readonly after: boolean,
  ) {}

  /** Whether it came to that call. */
  get hasKilled(): boolean {
    return this.isDead;
  }

  /** The same object, whose every call may be the last. */
  watch<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name);
        // What only describes a place does nothing that a death could cut short.
        if (typeof value !== 'function' || name === 'describe') return value;
        return (...args: unknown[]) => this.call(() => Reflect.apply(value, object, args) as unknown);
      },
    });
  }

  private async call(work: () => unknown): Promise<unknown> {
    this.check();
    this.calls += 1;
    const isMoment = this.calls === this.at;
    if (isMoment && !this.after) this.isDead = true;
    this.check();
    const result = await work();
    if (isMoment) this.isDead = true;
    this.check();
    return result;
  }

  private check(): void {
    if (this.isDead) throw new Killed('killed');
  }
}
