import type { AccessRequest } from '../../../operations/access/requests';
import type { AccessSite } from '../../../operations/access/site';
import { refuseEnded, refuseUsedTwice } from '../../../operations/access/used-once';
import { type recorder } from '../../../operations/audit/record';
import type { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger, recordOf } from '../../support/memory-ledger';

const MINUTE_MS = 60_000;
const REQUEST = { id: '0123456789' } as AccessRequest;

describe('one approval makes one grant', () => {
  let now: Date;
  let ledger: Ledger;
  let removed: string[];
  let site: AccessSite;
  beforeEach(() => {
    now = new Date('2026-11-27T12:00:00Z');
    ({ ledger } = memoryLedger(() => now));
    removed = [];
    const remove = (what: string) => Promise.resolve(void removed.push(what));
    site = { log: { ledger }, client: { remove }, placeOf: () => ({ remove }) } as unknown as AccessSite;
  });
  const tell = (grant: string, end: string, details: object = {}) => {
    const all = { grant, role: 'app-team', holder: 'kim', end: '2027-01-01T00:00:00Z', kubeconfig: `kept/${grant}` };
    const more = { ticket: null, approvedBy: 'ada', request: REQUEST.id, ...details };
    return ledger.append(
      'production',
      recordOf('a grant', { kind: `access-grant.${end}`, details: { ...all, ...more } }),
    );
  };
  const audit = {
    write: async ({ chain, kind, what, details = {} }: Parameters<ReturnType<typeof recorder>['write']>[0]) => {
      await ledger.append(chain, recordOf(what, { kind, details }));
    },
  };
  const begun = (grant: string) => ({ grant, environment: 'production' as const, now });
  const refuse = (grant: string) => refuseUsedTwice(site, audit, REQUEST, begun(grant));

  it('goes on with the grant whose beginning came first', async () => {
    await tell('one', 'began');
    await tell('two', 'began');

    await expect(refuse('one')).resolves.toBeUndefined();
    await expect(refuse('two')).rejects.toThrow('used already, or is being used');
    expect(removed).toEqual([]);
  });

  it('ends what a process had begun that is gone, wherever it ran, and goes on', async () => {
    await tell('gone', 'began');
    now = new Date(now.getTime() + 15 * MINUTE_MS);
    await tell('next', 'began');

    await expect(refuse('next')).resolves.toBeUndefined();
    expect(removed).toEqual([expect.stringMatching(/secrets\/gone$/), 'kept/gone']);
    // It was only slow: nothing of it is handed out.
    await tell('gone', 'done');
    await expect(refuseEnded(site, begun('gone'), 16 * MINUTE_MS)).rejects.toThrow('ended by somebody else');
    await expect(refuseEnded(site, begun('next'), 1000)).resolves.toBeUndefined();
  });

  it('never ends the grant that it goes on with, however slow that is', async () => {
    await tell('slow', 'began');
    now = new Date(now.getTime() + 15 * MINUTE_MS);

    await expect(refuse('slow')).resolves.toBeUndefined();
    expect(removed).toEqual([]);
  });

  it('leaves the grants of other requests alone', async () => {
    await tell('other', 'began', { request: 'another' });
    now = new Date(now.getTime() + 15 * MINUTE_MS);
    await tell('next', 'began');
    await refuse('next');

    expect(removed).toEqual([]);
  });

  it('removes what a grant that failed had to leave', async () => {
    await tell('failed', 'began');
    await tell('failed', 'failed', { left: ['the Secret'] });
    await tell('next', 'began');
    await refuse('next');
    expect(removed).toEqual([expect.stringMatching(/secrets\/failed$/), 'kept/failed']);
    removed.splice(0);
    await refuse('next');

    expect(removed).toEqual([]);
  });

  it('leaves alone what somebody has revoked, which uses the request up', async () => {
    await tell('revoked', 'began');
    await ledger.append('production', recordOf('ended', { kind: 'access-revoke.done', details: { grant: 'revoked' } }));
    now = new Date(now.getTime() + 15 * MINUTE_MS);
    await tell('next', 'began');

    await expect(refuse('next')).rejects.toThrow('used already');
    await expect(refuseEnded(site, begun('revoked'), 1000)).rejects.toThrow('ended by somebody else');
  });

  it('hands out what was quick though the ledger does not answer, and nothing that took long', async () => {
    const down = {
      log: { ledger: memoryLedger(() => now, { exists: () => Promise.reject(new Error('down')) }).ledger },
    } as unknown as AccessSite;

    await expect(refuseEnded(down, begun('one'), 1000)).resolves.toBeUndefined();
    await expect(refuseEnded(down, begun('one'), 10 * MINUTE_MS)).rejects.toThrow('down');
  });
});
