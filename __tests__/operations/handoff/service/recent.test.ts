import { Recent, RECENT_MS } from '../../../../operations/handoff/service/recent';
import { inEnvironment, serviceWorld } from '../../../support/handoff/service';
import { memoryLedger } from '../../../support/memory-ledger';

describe('an answer that may be some seconds old', () => {
  let now = 0;
  let asked = 0;
  let recent: Recent;
  beforeEach(() => {
    [now, asked] = [0, 0];
    recent = new Recent(() => new Date(now));
  });
  const load = () => Promise.resolve((asked += 1));
  const settle = () => new Promise(setImmediate);

  it('is asked for once by all who ask at the same time', async () => {
    await expect(Promise.all([1, 2, 3].map(() => recent.get('a', load)))).resolves.toEqual([1, 1, 1]);
  });

  it('is asked for anew after a second, while nobody waits', async () => {
    await recent.get('a', load);
    now = 1_001;

    await expect(recent.get('a', load)).resolves.toBe(1);
    await settle();
    await expect(recent.get('a', load)).resolves.toBe(2);
  });

  it(`is never older than ${RECENT_MS / 1000} seconds`, async () => {
    await recent.get('a', load);
    now = RECENT_MS;

    await expect(recent.get('a', load)).resolves.toBe(2);
  });

  it('is asked for anew where the clock was set back, which says nothing of its age', async () => {
    now = 3_600_000;
    await recent.get('a', load);
    now = 0;

    await expect(recent.get('a', load)).resolves.toBe(2);
  });

  it('is given while the store does not answer, until it is too old', async () => {
    const fail = () => Promise.reject(new Error('down'));
    await recent.get('a', load);
    now = 1_001;
    await expect(recent.get('a', fail)).resolves.toBe(1);
    await settle();
    now = RECENT_MS;
    await expect(recent.get('a', fail)).rejects.toThrow('down');
    await expect(recent.get('a', load)).resolves.toBe(2);
  });

  it('is forgotten with what is being asked for, which may not know of a write yet', async () => {
    let answer: (it: string) => void = () => undefined;
    await recent.get('a', () => Promise.resolve('old'));
    now = 1_001;
    await recent.get('a', () => new Promise<string>((resolve) => (answer = resolve)));
    recent.forget('a');
    answer('older');
    await settle();

    await expect(recent.get('a', () => Promise.resolve('new'))).resolves.toBe('new');
  });

  it('of one is all that goes where there are too many', async () => {
    await recent.get('old', () => Promise.resolve('first'));
    await recent.get('a', () => Promise.resolve('kept'));
    for (let index = 0; index < 9_999; index += 1) await recent.get(`other ${index}`, () => Promise.resolve(index));

    await expect(recent.get('a', () => Promise.resolve('anew'))).resolves.toBe('kept');
    await expect(recent.get('old', () => Promise.resolve('anew'))).resolves.toBe('anew');
  });

  it('is not kept where there is none', async () => {
    await recent.get('a', () => Promise.resolve(undefined));

    await expect(recent.get('a', load)).resolves.toBe(1);
  });
});

describe('the contract', () => {
  it('is read from the ledger once for many who ask, and again after what this service writes', async () => {
    const { ledger, requests } = memoryLedger();
    const world = await serviceWorld({ ledger });
    const url = inEnvironment('production', 'contract');
    await world.ask('kim', { url });
    const before = requests.length;
    await Promise.all(Array.from({ length: 50 }, () => world.ask('token-of-catalog', { url })));
    expect(requests.length).toBe(before);

    const asking = { method: 'POST', url: inEnvironment('production', 'access-requests') } as const;
    const { body } = await world.ask('kim', { ...asking, payload: { role: 'app-team', reason: 'a release' } });
    const approval = `${asking.url}/${String(body.request)}/approval`;
    await world.ask('ada', { method: 'POST', url: approval, payload: { reason: 'agreed' } });

    expect((await world.ask('kim', { url })).body.kubeconfig_url).toContain('/v1/kubeconfigs/');
    await world.server.close();
  });
});
