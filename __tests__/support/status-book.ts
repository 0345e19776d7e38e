import type { AppliedRecord } from '../../operations/applied-configuration/record';
import type { StatusBook } from '../../operations/lifecycle/change-status';
import { type MemoryLedger, memoryLedger, recordOf } from './memory-ledger';

export const CONFIGURATION = 'applied/production/2026-11-28T05-00-00-000Z-0123456789ab/';

/** A book of statuses in memory, of which a test says what was applied and verified. */
export interface MemoryBook extends MemoryLedger {
  readonly book: StatusBook;
  /** The applies that were kept, the last one last. */
  readonly applies: AppliedRecord[];
  /** Writes down that what was applied passed. */
  readonly verify: (changes?: object) => Promise<void>;
  readonly backUp: (changes?: object) => Promise<void>;
}

export const applied = (key = CONFIGURATION, outcome: 'done' | 'failed' | null = 'done'): AppliedRecord => ({
  ...{ key, stack: 'production', began: '2026-11-28T05:00:00Z', hash: 'x', state: null },
  source: { unknown: 'a test' },
  engine: { name: 'terraform', version: '1.12.0' },
  end: outcome === null ? undefined : { outcome, ended: '2026-11-28T05:05:00Z', state: null },
});

export function memoryBook(): MemoryBook {
  const memory = memoryLedger();
  const applies: AppliedRecord[] = [];
  const write = async (kind: string, details: object) => {
    await memory.ledger.append('production', recordOf(kind, { kind, details: details as Record<string, never> }));
  };
  return {
    ...memory,
    applies,
    book: {
      ledger: memory.ledger,
      applied: { list: (_stack, latest = Infinity) => Promise.resolve(applies.slice(-latest)) },
      actor: { name: 'jane', provenBy: 'linode-profile' },
      why: 'a test',
    },
    verify: (changes = {}) =>
      write('verification', {
        checks: [{ name: 'dns', result: 'passed', detail: 'answers' }],
        ...{ evidence: [], passed: true, configuration: CONFIGURATION },
        ...changes,
      }),
    backUp: (changes = {}) => write('backup', { readBack: true, ...changes }),
  };
}
