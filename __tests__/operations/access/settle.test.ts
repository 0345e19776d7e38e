import type { RunNote, RunNotes } from '../../../operations/access/run-notes';
import { settleUnfinished } from '../../../operations/access/settle';
import type { AccessSite } from '../../../operations/access/site';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger, recordOf } from '../../support/memory-ledger';

const GRANT = 'grant-production-app-team-1900000000-0123456789ab';
const NOW = new Date('2026-11-27T12:00:00Z');

describe('what a killed run has begun to grant', () => {
  let ledger: Ledger;
  let removed: string[];
  let written: string[];
  let forgotten: string[];
  beforeEach(() => {
    ({ ledger } = memoryLedger(() => NOW));
    [removed, written, forgotten] = [[], [], []];
  });

  const tell = (end: string) => {
    const details = { grant: GRANT, role: 'app-team', holder: 'kim', end: '2027-01-01T00:00:00Z', kubeconfig: 'kept' };
    const more = { ticket: null, approvedBy: null, request: null };
    const record = recordOf('a grant', { kind: `access-grant.${end}`, details: { ...details, ...more } });
    return ledger.append('production', record);
  };
  const settle = async () => {
    const remove = (what: string) => Promise.resolve(void removed.push(what.replace(/^.*\//, '')));
    const site = { log: { ledger }, client: { remove }, placeOf: () => ({ remove }) } as unknown as AccessSite;
    const note = { grant: GRANT, environment: 'production', kubeconfig: 'kept' } as RunNote;
    const notes = {
      left: () => [note],
      forget: ({ grant }: { grant: string }) => void forgotten.push(grant),
    } as unknown as RunNotes;
    const write = ({ kind }: { kind: string }) => Promise.resolve(void written.push(kind));
    return settleUnfinished(site, notes, { write } as unknown as AuditRecorder, NOW);
  };

  it('is removed, and written down as failed', async () => {
    await tell('began');

    expect(await settle()).toEqual([GRANT]);
    expect([removed, written, forgotten]).toEqual([[GRANT, 'kept'], ['access-grant.failed'], [GRANT]]);
  });

  it('is removed where it had failed already and could not be, without a second word', async () => {
    await tell('began');
    await tell('failed');

    expect(await settle()).toEqual([GRANT]);
    expect([removed, written, forgotten]).toEqual([[GRANT, 'kept'], [], [GRANT]]);
  });

  it('is removed where not even its beginning was written down', async () => {
    expect(await settle()).toEqual([]);
    expect([removed, written, forgotten]).toEqual([[GRANT, 'kept'], [], [GRANT]]);
  });

  it('is a grant like any other where its end was written down', async () => {
    await tell('began');
    await tell('done');

    expect(await settle()).toEqual([]);
    expect([removed, written, forgotten]).toEqual([[], [], [GRANT]]);
  });
});
