import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../kills/inventory';
import { onCeph, runningCeph } from '../support/ceph/running';
import { type Ask, HandoffOnCeph, type Replica, type Replied } from '../support/handoff/on-ceph';
import { inEnvironment } from '../support/handoff/service';
import { openGate } from '../support/lab/gate';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 2);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const A_ROUND_MS = 120_000;
const LATER_MS = 16 * 60_000;

/** What the way from a request to a kubeconfig writes, in its order, to the object storage and to the API server. */
const WRITES = [
  ...['the store is probed', 'the request', 'its anchor', 'the approval', 'its anchor'],
  ...['the use of the address', 'the beginning of the grant', 'its anchor', 'the Secret', 'the token'],
  ...['the kubeconfig', 'the end of the grant', 'its anchor'],
] as const;

const REQUESTS = inEnvironment('production', 'access-requests');
const GONE: Replied = { status: 0, body: {}, text: '' };

/** Somebody who goes the whole way, as far as they get answers. */
interface Journey {
  readonly request: string | undefined;
  readonly isApproved: boolean;
  readonly kubeconfig: string | undefined;
}

onCeph(`a service that is killed, on a store (KILL_SEED=${SEED})`, () => {
  let handoff: HandoffOnCeph;
  /** A replica that is not killed, and one whose clock is a quarter of an hour ahead. */
  let other: Replica;
  let later: Replica;
  beforeAll(async () => {
    handoff = await HandoffOnCeph.open('handoff-kills');
    [other, later] = [await handoff.replica(), await handoff.replica(LATER_MS)];
  });
  afterAll(() => handoff.close());

  const tried = async (...[ask, ...about]: [Ask, ...Parameters<Ask>]) => ask(...about).catch(() => GONE);

  async function go(ask: Ask, reason: string): Promise<Journey> {
    const asked = await tried(ask, 'kim', REQUESTS, { role: 'app-team', reason });
    const request = asked.status === 201 ? String(asked.body.request) : undefined;
    if (request === undefined) return { request, isApproved: false, kubeconfig: undefined };
    if (asked.body.state === 'waits-for-approval')
      await tried(ask, 'ada', `${REQUESTS}/${request}/approval`, { reason: 'agreed' });
    return goOn(ask, request);
  }

  /** From an approved request on. */
  async function goOn(ask: Ask, request: string): Promise<Journey> {
    const link = await tried(ask, 'kim', `${REQUESTS}/${request}/kubeconfig-links`, 'nothing');
    if (link.status !== 201) return { request, isApproved: false, kubeconfig: undefined };
    const fetched = await tried(ask, undefined, new URL(String(link.body.kubeconfig_url)).pathname);
    return { request, isApproved: true, kubeconfig: fetched.status === 200 ? fetched.text : undefined };
  }

  /**
   * Goes the way with a replica that is killed at a write: before it is done, or right after.
   *
   * @returns how far that came, and how many writes there were
   */
  async function goWithKill(reason: string, at: number, isWritten: boolean) {
    let writes = 0;
    let kill: () => void = () => undefined;
    const isTheOne = () => {
      writes += 1;
      if (writes === at) kill();
      return writes >= at;
    };
    const isOver = () => writes >= at;
    const gate = await openGate({ url: runningCeph().endpoint }, ({ method }) => {
      if (method !== 'PUT') return isOver() ? 'refused' : 'pass';
      const wasOver = isOver();
      if (!isTheOne()) return 'pass';
      return isWritten && !wasOver ? 'lost' : 'refused';
    });
    const { ask, child } = await handoff.process(other.desk, gate.url);
    handoff.cluster.onChange = () => void isTheOne();
    kill = () => child.kill('SIGKILL');
    try {
      return { came: await go(ask, reason), writes };
    } finally {
      handoff.cluster.onChange = undefined;
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      gate.stop();
    }
  }

  const grantsOf = async (request: string) =>
    (await handoff.events('production'))
      .filter(({ details }) => details.request === request)
      .map(({ kind, details }) => ({ kind, grant: details.grant as string }));

  /** Nobody has two credentials of one approval that can be used, and the one that somebody got can be. */
  async function expectOneGrant(request: string, kubeconfigs: readonly string[]): Promise<void> {
    const grants = new Set((await grantsOf(request)).map(({ grant }) => grant));
    const alive = handoff.cluster.alive.filter((grant) => grants.has(grant));

    expect(alive.length).toBeLessThanOrEqual(1);
    expect(kubeconfigs.length).toBeLessThanOrEqual(1);
    if (kubeconfigs.length === 1) expect(alive).toEqual(kubeconfigs.map((it) => handoff.cluster.grantOf(it)));
  }

  const random = randomFrom(SEED);
  const moments = Array.from({ length: ROUNDS }, () => ({
    at: 1 + Math.floor(random() * WRITES.length),
    isWritten: random() < 0.5,
  }));
  const named = moments.map((moment) => ({
    ...moment,
    when: moment.isWritten ? 'after' : 'before',
    what: WRITES[moment.at - 1],
  }));

  it.each(named)(
    '$when write $at ($what) loses nothing and gives nothing twice',
    async ({ at, isWritten }) => {
      const reason = `a release ${Math.floor(random() * 1e9)}`;
      const { came } = await goWithKill(reason, at, isWritten);
      await sleep(200);
      const again = await go(other.ask, reason);

      expect(again.kubeconfig).toBeDefined();
      // What was answered is there.
      if (came.request !== undefined) {
        const { body } = await other.ask('kim', REQUESTS);
        expect(body.requests).toContainEqual(expect.objectContaining({ request: came.request }));
      }
      const former = came.request ?? '';
      const got = [came, again].flatMap(({ request, kubeconfig }) =>
        request === former && kubeconfig !== undefined ? [kubeconfig] : [],
      );
      if (former !== '') await expectOneGrant(former, got);
      // A request whose grant was being made can be used again later, once, and what was left ends then.
      if (former !== '' && former !== again.request) {
        handoff.cluster.ahead = LATER_MS;
        const on = await goOn(later.ask, former);
        handoff.cluster.ahead = 0;
        await expectOneGrant(former, [...got, ...(on.kubeconfig === undefined ? [] : [on.kubeconfig])]);
      }
    },
    A_ROUND_MS,
  );

  it(
    'writes as often as these tests believe',
    async () => {
      const { came, writes } = await goWithKill('a release', Infinity, false);

      expect(came.kubeconfig).toBeDefined();
      expect(writes).toBe(WRITES.length);
    },
    A_ROUND_MS,
  );
});
