/** A moment by which something has to be over. */
export class Deadline {
  private constructor(
    private readonly at: number,
    /** How long there was from the beginning. */
    readonly timeoutMs: number,
  ) {}

  static in(timeoutMs: number): Deadline {
    return new Deadline(Date.now() + timeoutMs, timeoutMs);
  }

  /** Milliseconds that are left; 0 when it is over. */
  get leftMs(): number {
    return Math.max(0, this.at - Date.now());
  }
}

/** Something did not come to its end in time. */
export class TooLate extends Error {
  /** @param what that did not, such as `terraform plan` */
  constructor(what: string, { timeoutMs }: Pick<Deadline, 'timeoutMs'>) {
    super(`${what} did not come to its end within ${timeoutMs / 1000} seconds: something that it asks does not answer`);
    this.name = 'TooLate';
  }
}
