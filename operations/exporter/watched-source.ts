import { storeErrorText } from '../object-storage/error-text';

/** Something that is read again and again. */
export interface Source<T> {
  /** Label of its metrics. */
  readonly name: string;
  /** @param signal aborted when the reading has to end @throws {Error} when it cannot be read */
  read(now: Date, signal: AbortSignal): Promise<T>;
}

/** How long what was read counts, in readings. A reading that hangs must not make old values look new. */
const LIVES = 3;

/** A source with what it told last, and how reading it went. What it told is forgotten as soon as it cannot be read. */
export class WatchedSource<T> {
  /** When the last reading came to a good end; undefined before the first. */
  lastSuccess: Date | undefined;
  /** How often it could not be read. */
  errors = 0;
  /** How long the last reading took, in seconds. */
  seconds = 0;
  private value: T | undefined;

  constructor(
    private readonly source: Source<T>,
    private readonly intervalMs: number,
    /** Writes down that it cannot be read, and that it can be again. */
    private readonly log: (line: string) => void,
  ) {}

  get name(): string {
    return this.source.name;
  }

  /** What it told; undefined where that is not known any more. */
  toldAt(now: Date): T | undefined {
    const isOld = this.lastSuccess && now.getTime() - this.lastSuccess.getTime() > LIVES * this.intervalMs;
    return isOld ? undefined : this.value;
  }

  /** Reads it. Rejects never. */
  async read(clock: () => Date, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    try {
      this.value = await this.source.read(clock(), signal);
      if (this.lastSuccess === undefined || this.failing) this.log(`${this.name}: read`);
      this.failing = false;
      this.lastSuccess = clock();
    } catch (error) {
      this.value = undefined;
      if (signal.aborted) return;
      this.errors += 1;
      this.failing = true;
      this.log(`${this.name}: cannot be read: ${storeErrorText(error)}`);
    } finally {
      this.seconds = (performance.now() - began) / 1000;
    }
  }

  private failing = false;
}
