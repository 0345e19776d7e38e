import type { ChildProcess } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Thrown where work ends because of a signal. */
export class Interrupted extends Error {
  constructor(message = 'interrupted before anything was changed') {
    super(message);
    this.name = 'Interrupted';
  }
}

/** The process, as far as signals go. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * Passes signals on to the engines that are running, so that they stop at the next safe point and release their locks.
 * While it is in place no signal ends this process: the work does, after cleaning up.
 *
 * The engines run in process groups of their own. A terminal would otherwise signal them too, and an engine takes a
 * second signal as the order to stop at once, wherever it is.
 */
export class Interrupts {
  private readonly engines = new Set<ChildProcess>();
  private readonly controller = new AbortController();

  constructor(private readonly source: SignalSource = process) {
    for (const signal of SIGNALS) source.on(signal, this.interrupt);
  }

  /** Aborted when a signal comes. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends the passing on. */
  dispose(): void {
    for (const signal of SIGNALS) this.source.off(signal, this.interrupt);
  }

  /** @throws {Interrupted} when a signal came */
  check(): void {
    if (this.signal.aborted) throw new Interrupted();
  }

  /** Passes signals on to an engine until it ends. */
  watch(engine: ChildProcess): void {
    this.engines.add(engine);
    engine.once('close', () => this.engines.delete(engine));
  }

  private readonly interrupt = (): void => {
    this.controller.abort(new Interrupted());
    for (const engine of this.engines) engine.kill('SIGINT');
  };
}
