import { Ledger } from '../../operations/ledger/ledger';
import type { LedgerStore } from '../../operations/ledger/store';
import { type Answered, inEnvironment, serviceWorld, type ServiceWorld } from '../support/handoff/service';
import { memoryLedger } from '../support/memory-ledger';

/** What the way from a request to a kubeconfig writes: request, approval, use of the link, and begin and end of the grant. */
const WRITES = 5;
/** What somebody gets of a process that is gone. */
const GONE: Answered = { status: 0, body: {}, text: '', headers: {} };
const NOW = new Date('2026-11-27T12:00:00Z');

describe('a service that is killed', () => {
  /** A replica that dies at a write: before it, or after it and before its answer. It writes nothing from then on. */
  async function dyingReplica(objects: ReturnType<typeof memoryLedger>, at: number, isWritten: boolean) {
    let writes = -Infinity;
    const { store, anchors } = objects.ledger;
    let die: () => void = () => undefined;
    const dead = new Promise<undefined>((resolve) => (die = () => resolve(undefined)));
    const never = () => {
      die();
      return new Promise<never>(() => undefined);
    };
    const dying: LedgerStore = {
      bucket: store.bucket,
      requireBucket: () => store.requireBucket(),
      exists: (key) => (writes >= at ? never() : store.exists(key)),
      read: (key) => (writes >= at ? never() : store.read(key)),
      create: async (key, text) => {
        if (writes >= at) return never();
        writes += 1;
        if (writes < at) return store.create(key, text);
        if (isWritten) await store.create(key, text);
        return never();
      },
    };
    const ledger = new Ledger({
      store: dying,
      anchors: { write: (it) => (writes >= at ? never() : anchors.write(it)), list: (...of) => anchors.list(...of) },
      now: () => NOW,
    });
    const world = await serviceWorld({ ledger });
    writes = 0;
    return { world, dead };
  }

  /**
   * Goes the whole way, as far as there are answers.
   *
   * @param dead when nobody answers any more. @default - never
   * @returns the kubeconfigs that somebody got
   */
  async function goThrough(world: ServiceWorld, reason: string, dead = new Promise<undefined>(() => undefined)) {
    const answered = (...about: Parameters<ServiceWorld['ask']>) =>
      Promise.race([world.ask(...about), dead.then(() => GONE)]);
    const url = inEnvironment('production', 'access-requests');
    const asked = await answered('kim', { method: 'POST', url, payload: { role: 'app-team', reason } });
    const one = `${url}/${String(asked.body.request)}`;
    await answered('ada', { method: 'POST', url: `${one}/approval`, payload: { reason: 'agreed' } });
    const link = await answered('kim', { method: 'POST', url: `${one}/kubeconfig-links` });
    if (link.status !== 201) return [];
    const fetched = await answered(undefined, { url: new URL(String(link.body.kubeconfig_url)).pathname });
    return fetched.status === 200 ? [fetched.text] : [];
  }

  const MOMENTS = Array.from({ length: WRITES }, (_, index) => index + 1).flatMap((at) =>
    [false, true].map((isWritten) => ({ at, isWritten, when: isWritten ? 'after' : 'before' })),
  );

  it.each(MOMENTS)('$when write $at loses no request and gives no kubeconfig twice', async ({ at, isWritten }) => {
    const objects = memoryLedger(() => NOW);
    const { world: dying, dead } = await dyingReplica(objects, at, isWritten);
    const other = await serviceWorld({ ledger: objects.ledger });
    const got = await goThrough(dying, 'a release', dead);
    const again = await goThrough(other, 'a release');
    const grants = [...dying.issued, ...other.issued];

    expect(got).toEqual([]);
    expect(again).toHaveLength(1);
    expect(new Set(grants).size).toBe(grants.length);
    await other.server.close();
  });

  it('writes as often as these tests believe', async () => {
    const { ledger, requests } = memoryLedger(() => NOW);
    const world = await serviceWorld({ ledger });
    const before = requests.filter((it) => it.startsWith('create')).length;
    await goThrough(world, 'a release');

    expect(requests.filter((it) => it.startsWith('create')).length - before).toBe(WRITES);
    await world.server.close();
  });
});
