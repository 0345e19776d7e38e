import { approve, refuse, requestApproval } from '../../../operations/access/approval';
import { type AccessRefused } from '../../../operations/access/refused';
import { type AccessRequest, openRequests } from '../../../operations/access/requests';
import { revoke } from '../../../operations/access/revoke';
import type { AccessSite } from '../../../operations/access/site';
import { termsFor } from '../../../operations/access/terms';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Ledger } from '../../../operations/ledger/ledger';
import { memoryLedger, recordOf } from '../../support/memory-ledger';
import { examplePlatform } from '../../support/platforms';

const ASKED = { environment: 'production', role: 'app-team', holder: 'kim@acme.example', reason: 'a release' } as const;
const MINUTE_MS = 60_000;
const GRANT = 'grant-production-app-team-1900000000-0123456789ab';

describe('a request for access', () => {
  let now: Date;
  let ledger: Ledger;
  beforeEach(() => {
    now = new Date('2026-11-27T12:00:00Z');
    ({ ledger } = memoryLedger(() => now));
  });
  const pass = (minutes: number) => (now = new Date(now.getTime() + minutes * MINUTE_MS));
  const by = (name: string) => ({ actor: { name, provenBy: 'linode-profile' } }) as AuditRecorder;
  const ask = (who = 'kim') =>
    requestApproval(by(who), ledger, termsFor(examplePlatform(), ASKED, now), ASKED, now, `${who}@acme.example`);
  const find = async (id: string): Promise<AccessRequest> => {
    const found = (await openRequests(ledger, 'production', now)).find((it) => it.id === id);
    if (!found) throw new Error(`${id} is not there`);
    return found;
  };
  const agree = (who: string, request: AccessRequest) =>
    approve(by(who), ledger, request, { why: 'agreed', email: `${who}@acme.example`, now });
  const deny = (who: string, request: AccessRequest) => refuse(by(who), ledger, request, { why: 'not now', now });
  /** What the ledger is told of a grant. */
  const tell = (kind: string, request: string, grant = GRANT) => {
    const details = { grant, role: 'app-team', holder: 'kim', end: '2027-01-01T00:00:00Z', kubeconfig: 'x' };
    const more = { ticket: null, approvedBy: null, request };
    return ledger.append('production', recordOf('a grant', { kind, details: { ...details, ...more } }));
  };
  const kinds = async () => {
    const last = await ledger.last('production');
    const events = await Promise.all(Array.from({ length: last }, (_, index) => ledger.read('production', index + 1)));
    return events.map((it) => it?.event.kind);
  };

  it('is one, however often the same is asked for at the same time', async () => {
    const ids = await Promise.all([ask(), ask(), ask()]);

    expect(new Set(ids).size).toBe(1);
    expect(await kinds()).toEqual(['access-request']);
  });

  it('is refused where twenty of the same asker are open, until one of them is not', async () => {
    const askFor = (number: number, who = 'kim') => {
      const asked = { ...ASKED, reason: `the release of part ${number}` };
      return requestApproval(
        by(who),
        ledger,
        termsFor(examplePlatform(), asked, now),
        asked,
        now,
        `${who}@acme.example`,
      );
    };
    const first = await askFor(1);
    for (let number = 2; number <= 20; number += 1) await askFor(number);

    await expect(askFor(21)).rejects.toMatchObject({
      problems: [
        {
          what: 'kim has 20 requests in production that are open already',
          fix: expect.stringContaining(`npx lke-platform access refuse ${first}`) as string,
        },
      ],
    });
    await expect(askFor(1)).resolves.toBe(first);
    await expect(askFor(21, 'lee')).resolves.toMatch(/^[0-9a-f]{10}$/);
    await deny('ada', await find(first));
    await expect(askFor(21)).resolves.toMatch(/^[0-9a-f]{10}$/);
  });

  it('is another one once a grant of the former is begun, so that a killed process stops nobody', async () => {
    const former = await ask();
    await tell('access-grant.began', former);

    expect(await ask()).not.toBe(former);
  });

  it('is approved by one of two who agree at the same time, and the other is told who that was', async () => {
    const request = await find(await ask());
    const ends = await Promise.allSettled(['ada', 'bob'].map((who) => agree(who, request)));
    const [refused] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as AccessRefused] : []));
    const { approval } = await find(request.id);

    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(refused?.problems[0]?.what).toContain(`${String(approval?.by)} has agreed to this already`);
    expect(await kinds()).toEqual(['access-request', 'access-approval']);
  });

  it('takes the approval of the same person once more as the one that is there', async () => {
    const request = await find(await ask());
    await Promise.all([agree('ada', request), agree('ada', request)]);

    expect(await kinds()).toEqual(['access-request', 'access-approval']);
  });

  it('is approved or refused, where one person does each at the same time, and the other is told', async () => {
    const request = await find(await ask());
    const ends = await Promise.allSettled([agree('ada', request), deny('bob', request)]);
    const [refused] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as AccessRefused] : []));
    const { approval, refusal } = await find(request.id);

    expect([approval, refusal].filter(Boolean)).toHaveLength(1);
    expect(refused?.problems[0]?.what).toMatch(approval ? /^ada has agreed to this/ : /^bob has refused this/);
    expect(await kinds()).toHaveLength(2);
  });

  it('is refused once, by whoever came first, and asked for again then', async () => {
    const request = await find(await ask());
    await deny('ada', request);
    await deny('ada', request);

    await expect(deny('bob', request)).rejects.toThrow('ada has refused this already');
    await expect(agree('bob', request)).rejects.toThrow(
      'ada has refused this already, at 2026-11-27T12:00:00.000Z: not now',
    );
    expect(await kinds()).toEqual(['access-request', 'access-refusal']);
    expect(await ask()).not.toBe(request.id);
  });

  it('is not refused any more once it is approved', async () => {
    const request = await find(await ask());
    await agree('ada', request);

    await expect(deny('bob', request)).rejects.toThrow('ada has agreed to this already');
  });

  it('is approved by nobody where nothing tells who asked: they may have another name', async () => {
    const terms = termsFor(examplePlatform(), ASKED, now);
    const id = await requestApproval(by('system:serviceaccount:ci:robot'), ledger, terms, ASKED, now);

    await expect(agree('ada', await find(id))).rejects.toThrow(
      'nothing tells who is behind system:serviceaccount:ci:robot',
    );
  });

  it('is approved by nobody under another name whose address is that of who asked, or of who is to hold it', async () => {
    const request = await find(await ask('lee'));
    const withAddress = (email: string) => approve(by('second-user'), ledger, request, { why: 'agreed', email, now });

    for (const email of ['lee@acme.example', 'Lee@Acme.example', ASKED.holder]) {
      await expect(withAddress(email)).rejects.toThrow('second-user cannot approve this: lee asked for it');
    }
    await expect(withAddress('ada@acme.example')).resolves.toBeUndefined();
  });

  it('is not approved any more when it was used meanwhile', async () => {
    const request = await find(await ask());
    await tell('access-grant.began', request.id);
    await tell('access-grant.done', request.id);

    await expect(agree('ada', request)).rejects.toThrow('used already');
  });

  it.each([
    ['began', [], { isDone: false }],
    ['was made', ['access-grant.done'], { isDone: true }],
    ['failed', ['access-grant.failed'], undefined],
    [
      'was ended by a later run, and is told of then by the first',
      ['access-grant.failed', 'access-grant.done'],
      undefined,
    ],
    ['was made and then undone', ['access-grant.done', 'access-grant.failed'], undefined],
    [
      'was revoked before it was complete, and undone then',
      ['access-revoke.done', 'access-grant.done', 'access-grant.failed'],
      { isDone: true },
    ],
    ['was revoked before it was complete', ['access-revoke.began', 'access-revoke.done'], { isDone: true }],
    ['was revoked', ['access-grant.done', 'access-revoke.done'], { isDone: true }],
  ])('whose grant %s', async (_, after, expected) => {
    const id = await ask();
    await tell('access-grant.began', id);
    for (const kind of after) await tell(kind, id);

    const { usedBy } = await find(id);
    expect(usedBy).toEqual(expected && expect.objectContaining(expected));
  });

  it('is used by a second grant where the first one was ended after the second had begun', async () => {
    const id = await ask();
    await tell('access-grant.began', id, 'killed');
    pass(15);
    await tell('access-grant.began', id, 'second');
    expect((await find(id)).usedBy).toMatchObject({ grant: 'second', isDone: false });
    await tell('access-grant.failed', id, 'killed');
    await tell('access-grant.done', id, 'second');

    expect((await find(id)).usedBy).toMatchObject({ grant: 'second', isDone: true });
    expect(await ask()).not.toBe(id);
  });

  it('is refused by nobody while a grant of it is being made, which the command that is named ends', async () => {
    const request = await find(await ask());
    await tell('access-grant.began', request.id);
    const refused = (await deny('ada', request).catch((error: unknown) => error)) as AccessRefused;
    const [{ what, fix = '' } = { what: '' }] = refused.problems;
    const [, name = ''] = /^npx lke-platform access revoke (\S+) --reason '[^']+'$/.exec(fix) ?? [];
    const remove = () => Promise.resolve();
    const client = { get: () => Promise.resolve(undefined), remove };
    const site = { log: { ledger }, client, placeOf: () => ({ remove }) } as unknown as AccessSite;
    const write: AuditRecorder['write'] = async ({ chain, kind, what: text, details = {} }) => {
      await ledger.append(chain, recordOf(text, { kind, details }));
    };
    await revoke(site, { write }, name);

    expect(what).toContain('a grant of this request is being made');
    expect((await find(request.id)).usedBy).toMatchObject({ isDone: true });
  });

  it('can be used again when its grant was begun a quarter of an hour ago and has not ended', async () => {
    const id = await ask();
    await tell('access-grant.began', id);
    pass(14);
    expect((await find(id)).usedBy).toMatchObject({ isDone: false });
    pass(1);

    expect((await find(id)).usedBy).toBeUndefined();
    expect(await ask()).toBe(id);
  });
});
