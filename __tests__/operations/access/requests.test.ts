import { APPROVAL_HOURS, findRequest, openRequests, refuseOld } from '../../../operations/access/requests';
import { askerOf } from '../../../operations/access/self';
import type { LedgerRecord } from '../../../operations/ledger/event';
import type { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger, recordOf } from '../../support/memory-ledger';

const ID = '0123456789';
const HOUR_MS = 3_600_000;
const DETAILS = {
  ...{ request: ID, environment: 'production', role: 'app-team', holder: 'kim@acme.example' },
  ...{ duration: null, seconds: 3600, ticket: null, asker: askerOf(ID, 'kim@acme.example') },
};

describe('the requests in the ledger', () => {
  let now: Date;
  let ledger: Ledger;
  beforeEach(() => {
    now = new Date('2026-11-27T12:00:00Z');
    ({ ledger } = memoryLedger(() => now));
  });

  const pass = (milliseconds: number) => (now = new Date(now.getTime() + milliseconds));
  /** Writes an event as somebody could who reaches the ledger: by hand, not through a command. */
  const tell = (
    kind: string,
    actor: string,
    details: LedgerRecord['details'],
    chain: 'production' | 'staging' = 'production',
  ) =>
    ledger.append(chain, { ...recordOf(kind, { kind, details }), actor: { name: actor, provenBy: 'linode-profile' } });
  const ask = (details: LedgerRecord['details'] = {}, chain: 'production' | 'staging' = 'production') =>
    tell('access-request', 'kim', { ...DETAILS, ...details }, chain);
  const all = (chain: 'production' | 'staging' = 'production') => openRequests(ledger, chain, now);
  const only = async () => {
    const [request, ...others] = await all();
    if (!request || others.length > 0) throw new Error('there is not one request');
    return request;
  };
  const agree = (actor: string, hash: string, request = ID) => tell('access-approval', actor, { request, hash });

  it('are of the environment in whose chain they stand', async () => {
    await ask({ environment: 'production' }, 'staging');
    expect(await all('staging')).toEqual([]);
    await ask();
    expect(await all()).toHaveLength(1);
  });

  it('are what they were when they were asked for first: a second one of that id changes nothing', async () => {
    await ask();
    await ask({ role: 'break-glass', holder: 'mallory@acme.example', seconds: 99_999 });

    expect(await only()).toMatchObject({ seconds: 3600, asked: { role: 'app-team', holder: 'kim@acme.example' } });
  });

  it('are approved by what names their very content', async () => {
    await ask();
    await agree('ada', 'the hash of something else');
    expect((await only()).approval).toBeUndefined();
    await agree('ada', (await only()).hash, 'another-id');
    expect((await only()).approval).toBeUndefined();
    await agree('ada', (await only()).hash);
    expect((await only()).approval).toMatchObject({ by: 'ada' });
  });

  it('are approved by nobody who asked, or is to hold it', async () => {
    await ask();
    const { hash } = await only();
    for (const self of ['kim', 'Kim', 'kim@acme.example']) await agree(self, hash);

    expect((await only()).approval).toBeUndefined();
  });

  it('keep the first decision, whichever it is', async () => {
    await ask();
    const { hash } = await only();
    await tell('access-refusal', 'bob', { request: ID, hash });
    await agree('ada', hash);

    expect(await only()).toMatchObject({ approval: undefined, refusal: { by: 'bob' } });
  });

  it('are approved within a day of being asked for, not later', async () => {
    await ask();
    const { hash } = await only();
    pass(APPROVAL_HOURS * HOUR_MS);
    await agree('ada', hash);
    // Seen from a machine whose clock lags behind.
    now = new Date('2026-11-27T13:00:00Z');

    expect((await only()).approval).toBeUndefined();
  });

  it('live for a day, or for a day after their approval, to the millisecond', async () => {
    await ask();
    pass(APPROVAL_HOURS * HOUR_MS - 1);
    await agree('ada', (await only()).hash);
    const request = await only();
    pass(APPROVAL_HOURS * HOUR_MS - 1);
    expect(() => refuseOld(request, now)).not.toThrow();
    expect(await all()).toHaveLength(1);
    pass(1);
    expect(() => refuseOld(request, now)).toThrow(`older than ${APPROVAL_HOURS} hours`);
    expect(await all()).toEqual([]);
  });

  it('are found in any of the environments, by their whole id', async () => {
    await ask();

    expect(await findRequest(ledger, ['staging', 'production'], ID, now)).toMatchObject({ id: ID });
    await expect(findRequest(ledger, ['staging', 'production'], ID.slice(1), now)).rejects.toThrow('no such request');
    await expect(findRequest(ledger, ['staging'], ID, now)).rejects.toThrow('no such request');
  });
});
