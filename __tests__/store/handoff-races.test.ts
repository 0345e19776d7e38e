import { STATUS_KIND } from '../../model/lifecycle/record';
import { approve } from '../../operations/access/approval';
import { findRequest } from '../../operations/access/requests';
import { newestEvents } from '../../operations/audit/query';
import { actorOf, type Caller } from '../../operations/handoff/service/caller';
import { tellAlerts } from '../../operations/handoff/service/handlers/alerts';
import type { Actor } from '../../operations/ledger/event';
import { onCeph } from '../support/ceph/running';
import { inEnvironment, PEOPLE } from '../support/handoff/service';
import { HandoffOnCeph, type Replica, type Replied } from '../support/handoff/on-ceph';

const ROUNDS = 2;
const REQUESTS = inEnvironment('production', 'access-requests');

onCeph('two replicas that are asked at the same time, on a store', () => {
  let handoff: HandoffOnCeph;
  let one: Replica;
  let two: Replica;
  beforeAll(async () => {
    handoff = await HandoffOnCeph.open('handoff-races');
    [one, two] = [await handoff.replica(), await handoff.replica()];
  });
  afterAll(() => handoff.close());

  let count = 0;
  const asked = (reason = `release ${(count += 1)}`) => ({ role: 'app-team', reason });
  const requestOf = async () => String((await one.ask('kim', REQUESTS, asked())).body.request);
  const agree = (replica: Replica, who: 'ada' | 'bob', request: string) =>
    replica.ask(who, `${REQUESTS}/${request}/approval`, { reason: 'agreed' });
  const linkOf = async (request: string) => {
    const { body } = await one.ask('kim', `${REQUESTS}/${request}/kubeconfig-links`, 'nothing');
    return new URL(String(body.kubeconfig_url)).pathname;
  };
  const now = () => handoff.last('production');
  const eventsSince = (before: number) => handoff.events('production', before);
  const statuses = (answers: readonly Replied[]) => answers.map(({ status }) => status).sort();
  const rounds = async (work: () => Promise<void>) => {
    for (let round = 0; round < ROUNDS; round += 1) await work();
  };

  it('write the same request down once', () =>
    rounds(async () => {
      const before = await now();
      const payload = asked();
      const answers = await Promise.all([one, two].map(({ ask }) => ask('kim', REQUESTS, payload)));

      expect(statuses(answers)).toEqual([201, 201]);
      expect(new Set(answers.map(({ body }) => body.request)).size).toBe(1);
      expect((await eventsSince(before)).map(({ kind }) => kind)).toEqual(['access-request']);
    }));

  it('take one approval of two people, and tell the other who it was', () =>
    rounds(async () => {
      const request = await requestOf();
      const before = await now();
      const answers = await Promise.all([agree(one, 'ada', request), agree(two, 'bob', request)]);
      const events = await eventsSince(before);
      const won = answers.find(({ status }) => status === 200);
      const lost = answers.find(({ status }) => status !== 200);

      expect(statuses(answers)).toEqual([200, 422]);
      expect(events.map(({ kind, actor }) => [kind, actor.name])).toEqual([['access-approval', won?.body.approved_by]]);
      expect(lost?.text).toContain(`${String(won?.body.approved_by)} has agreed to this already`);
    }));

  it('take an approval or a refusal, and tell who gave the other', () =>
    rounds(async () => {
      const request = await requestOf();
      const before = await now();
      const refused = two.ask('bob', `${REQUESTS}/${request}/refusal`, { reason: 'not now' });
      const answers = await Promise.all([agree(one, 'ada', request), refused]);

      expect(statuses(answers)).toEqual([200, 422]);
      expect(await eventsSince(before)).toHaveLength(1);
    }));

  it('take one approval, be it by the command line or by the service', () =>
    rounds(async () => {
      const id = await requestOf();
      const before = await now();
      const request = await findRequest(two.desk.book.ledger, ['production'], id, new Date());
      const actor: Actor = { name: 'jane', provenBy: 'linode-profile' };
      const byCommand = approve(two.desk.recorder(actor, 'agreed'), two.desk.book.ledger, request, {
        ...{ why: 'agreed', email: 'jane@acme.example', now: new Date() },
      });
      const [service, command] = await Promise.allSettled([agree(one, 'ada', id), byCommand]);
      const isByService = service.status === 'fulfilled' && service.value.status === 200;

      expect(isByService).toBe(command.status === 'rejected');
      expect((await eventsSince(before)).map(({ kind, actor: { name } }) => [kind, name])).toEqual([
        ['access-approval', isByService ? 'https://id.acme.example#sub-ada' : 'jane'],
      ]);
    }));

  it('give one kubeconfig for an address, and one for a request that has two', () =>
    rounds(async () => {
      const request = await requestOf();
      await agree(one, 'ada', request);
      const [first, second] = [await linkOf(request), await linkOf(request)];
      const alive = handoff.cluster.alive.length;
      const before = await now();
      const answers = await Promise.all([
        ...[one, two].map(({ ask }) => ask(undefined, first)),
        ...[two, one].map(({ ask }) => ask(undefined, second)),
      ]);
      const given = answers.filter(({ status }) => status === 200);
      const kinds = (await eventsSince(before)).map(({ kind }) => kind);

      expect(given).toHaveLength(1);
      expect(statuses(answers)).toEqual([200, 409, 410, 410]);
      expect(handoff.cluster.alive).toHaveLength(alive + 1);
      expect(handoff.cluster.grantOf(given[0]?.text ?? '')).toBe(handoff.cluster.alive.at(-1));
      expect(kinds.filter((kind) => kind === 'access-grant.done')).toHaveLength(1);
    }));

  it('let an incident of which both are told degrade an environment once', async () => {
    const { ledger } = one.desk.book;
    const details = { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' };
    const actor = { name: 'jane', provenBy: 'linode-profile' } as const;
    await ledger.append('production', { kind: STATUS_KIND, actor, what: 'provisioning → ready', why: null, details });
    const source: Caller = {
      ...{ kind: 'machine', actor: actorOf('system:serviceaccount:monitoring:alertmanager') },
      ...{ email: undefined, csrf: undefined, roles: [{ environment: 'production', role: 'alert-source' }] },
    };
    const labels = { alertname: 'IngressDown', environment: 'production', severity: 'critical' };
    const alert = { status: 'firing', labels, startsAt: '2026-11-27T12:00:00Z', fingerprint: '1a30ba71cca2921f' };
    const told = { version: '4', groupKey: 'g', truncatedAlerts: 0, alerts: [alert] };
    const tell = ({ desk }: Replica) =>
      tellAlerts({ desk: { ...desk, follow: () => Promise.resolve(new Map()) }, log: () => undefined }, source, told);
    const answers = await Promise.all([tell(one), tell(two)]);
    const changes = await newestEvents(ledger, { chains: ['production'], kind: STATUS_KIND }, 10);

    expect(answers.flatMap(({ environments }) => environments.map(({ degraded }) => degraded)).sort()).toEqual([
      ...[false, true],
    ]);
    expect(changes.map(({ details: { to } }) => to)).toEqual(['degraded', 'ready']);
  });

  it('end a session that is ended at both, everywhere', async () => {
    const now = new Date();
    const cookie = await one.desk.sessions.begin(PEOPLE.kim, now);
    const open = (at: Date) => Promise.all([one, two].map(({ desk }) => desk.sessions.open(cookie, at)));
    expect(await open(now)).not.toContain(undefined);
    await Promise.all([one, two].map(({ desk }) => desk.sessions.end(cookie, now)));

    expect(await open(new Date(now.getTime() + 5_001))).toEqual([undefined, undefined]);
  });
});
