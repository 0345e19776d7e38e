import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import { STACK_IDS } from '../../../model/entities/resource-address';
import type { StackId } from '../../../model/naming';
import { z } from 'zod';
import { ACKNOWLEDGE_KIND, acknowledgedDetails } from '../../alerts/acknowledged-event';
import { type Chain, CHAINS, type LedgerEvent, parseEvent } from '../../ledger/event';
import type { Ledger } from '../../ledger/ledger';
import { readPlaces, sequences } from '../../ledger/read-range';
import { type EnvironmentTold, forgetEnded, note, nothingTold } from './environment-told';

/** What the ledger comes to. */
export interface LedgerTold {
  readonly environments: ReadonlyMap<EnvironmentName, EnvironmentTold>;
  /** When a stack was destroyed last, in ISO 8601. */
  readonly destroyed: ReadonlyMap<StackId, string>;
  readonly chains: ReadonlyMap<Chain, ChainTold>;
  /** Ids of the silences by which somebody acknowledged something. */
  readonly silences: ReadonlySet<string>;
}

export interface ChainTold {
  /** Number of places that were read. */
  last: number;
  /** Places in which no event can be read. */
  unreadable: number;
}

const destroyDetails = z.object({ stack: z.enum(STACK_IDS) });

/**
 * Reads a ledger and remembers what it comes to. Events never change, so that each is read once; a reading that breaks
 * off goes on where it was. A chain that became shorter is read anew.
 */
export class LedgerReader {
  private readonly environments = new Map(ENVIRONMENT_NAMES.map((name) => [name, nothingTold()]));
  private readonly destroyed = new Map<StackId, string>();
  private readonly silences = new Set<string>();
  private readonly chains = new Map<Chain, ChainTold>(CHAINS.map((chain) => [chain, { last: 0, unreadable: 0 }]));

  constructor(private readonly ledger: Ledger) {}

  /** @param signal breaks the reading off; what was read is kept @throws {Error} when the store does not answer, or refuses */
  async read(now: Date, signal: AbortSignal): Promise<LedgerTold> {
    for (const chain of CHAINS) await this.readChain(chain, now, signal);
    return { environments: this.environments, destroyed: this.destroyed, chains: this.chains, silences: this.silences };
  }

  private async readChain(chain: Chain, now: Date, signal: AbortSignal): Promise<void> {
    const last = await this.ledger.last(chain);
    const told = this.toldOf(chain);
    if (last < told.last) this.forget(chain);
    const known = this.toldOf(chain);
    const places = known.last < last ? sequences(known.last + 1, last) : [];
    for await (const { sequence, text } of readPlaces(this.ledger.store, chain, places)) {
      signal.throwIfAborted();
      const stored = text === undefined ? undefined : parseEvent(text);
      if (stored?.event.chain === chain && stored.event.sequence === sequence) this.note(stored.event);
      else known.unreadable += 1;
      known.last = sequence;
    }
    if (chain !== 'platform') forgetEnded(this.environment(chain), now);
  }

  private note(event: LedgerEvent): void {
    const { chain, kind, details, time } = event;
    if (kind === 'destroy.done') {
      const { data } = destroyDetails.safeParse(details);
      if (data) this.destroyed.set(data.stack, time);
    }
    if (kind === `${ACKNOWLEDGE_KIND}.done`) {
      const { data } = acknowledgedDetails.safeParse(details);
      for (const id of data?.silences ?? []) this.silences.add(id);
    }
    if (chain !== 'platform') note(this.environment(chain), chain, event);
  }

  private forget(chain: Chain): void {
    this.chains.set(chain, { last: 0, unreadable: 0 });
    if (chain !== 'platform') this.environments.set(chain, nothingTold());
  }

  private environment(name: EnvironmentName): EnvironmentTold {
    const told = this.environments.get(name) ?? nothingTold();
    this.environments.set(name, told);
    return told;
  }

  private toldOf(chain: Chain): ChainTold {
    return this.chains.get(chain) ?? { last: 0, unreadable: 0 };
  }
}
