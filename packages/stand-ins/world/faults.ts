import { setTimeout as sleep } from 'node:timers/promises';

export type Operation = 'plan' | 'create' | 'read' | 'update' | 'delete' | 'import';

/**
 * Something that is about to happen in the world: an operation on a resource, by its type and its name (label, or name
 * in the metadata), or a request to the API, which has the type `api`, its path as name and its method as operation.
 */
export interface Incident {
  type: string;
  name: string;
  operation: Operation | 'GET' | 'POST' | 'PUT' | 'DELETE';
}

/** Which incidents are meant; what is left out matches all. */
export interface Target {
  type: string;
  name?: string | RegExp;
  operation?: Incident['operation'];
}

export interface Refusal {
  message: string;
  /** how many incidents to refuse. @default 1 */
  times?: number;
  /** HTTP status, for requests to the API. @default 400 */
  status?: number;
  /**
   * `lost`: it happens all the same, and only the answer is refused; `late`: it happens {@link lateMs} after whoever asked
   * was told that it does not. @default 'refused'
   */
  answer?: 'refused' | 'lost' | 'late';
  /** Milliseconds. @default 1000 */
  lateMs?: number;
}

/** Thrown where a refusal strikes. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    /** Whether whoever did it was killed, so that nothing more came of it. */
    readonly isKill = false,
  ) {
    super(message);
  }
}

interface Fault extends Required<Refusal> {
  target: Target;
}

interface Delay {
  target: Target;
  milliseconds: number;
}

interface Strike {
  target: Target;
  kill: () => void;
  /** whether it happens before the kill */
  after: boolean;
}

/** What a test lets go wrong. */
export class Faults {
  private faults: Fault[] = [];
  private delays: Delay[] = [];
  private strikes: Strike[] = [];

  /** Refuses the next `times` incidents that match. */
  refuse(target: Target, refusal: Refusal): void {
    this.faults.push({ times: 1, status: 400, answer: 'refused', lateMs: 1000, ...refusal, target });
  }

  /** Makes every incident that matches take `milliseconds` longer. */
  delay(target: Target, milliseconds: number): void {
    this.delays.push({ target, milliseconds });
  }

  /**
   * Kills somebody in the middle of the next incident that matches: it happens, or not, and whoever waits for its end gets
   * no answer, as when the provider dies with its engine.
   */
  strike(target: Target, kill: () => void, { after = true } = {}): void {
    this.strikes.push({ target, kill, after });
  }

  /** Forgets every refusal and delay. */
  clear(): void {
    this.faults = [];
    this.delays = [];
    this.strikes = [];
  }

  /** Lets something happen, with the delays and refusals that are meant for it. */
  async around<T>(incident: Incident, happen: () => T | Promise<T>): Promise<T> {
    const slower = this.delays.filter((it) => matches(it.target, incident));
    for (const { milliseconds } of slower) await sleep(milliseconds);
    const strike = this.strikes.find((it) => matches(it.target, incident));
    if (strike) return this.struck(strike, happen);
    const fault = this.faults.find((it) => it.times > 0 && matches(it.target, incident));
    if (fault) fault.times -= 1;
    if (fault?.answer === 'late') setTimeout(() => void happen(), fault.lateMs);
    if (fault && fault.answer !== 'lost') throw new Refused(fault.message, fault.status);
    const result = await happen();
    if (fault) throw new Refused(fault.message, fault.status);
    return result;
  }

  private async struck<T>(strike: Strike, happen: () => T | Promise<T>): Promise<T> {
    this.strikes = this.strikes.filter((it) => it !== strike);
    if (strike.after) await happen();
    strike.kill();
    throw new Refused('killed', 500, true);
  }
}

function matches(target: Target, incident: Incident): boolean {
  const { name, operation } = target;
  const named = name === undefined || (name instanceof RegExp ? name.test(incident.name) : name === incident.name);
  return target.type === incident.type && named && (operation ?? incident.operation) === incident.operation;
}
