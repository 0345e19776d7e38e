import {
  inEnvironment,
  PEOPLE,
  servicePlatform,
  serviceWorld,
  type ServiceWorld,
} from '../../../../support/handoff/service';

const REQUESTS = inEnvironment('production', 'access-requests');

describe('the address of a kubeconfig', () => {
  let world: ServiceWorld;
  beforeEach(async () => {
    world = await serviceWorld();
  });
  afterEach(() => world.server.close());

  async function asked(): Promise<string> {
    const payload = { role: 'app-team', reason: 'a release' };
    const { body } = await world.ask('kim', { method: 'POST', url: REQUESTS, payload });
    return String(body.request);
  }

  /** A request of kim that ada has approved. */
  async function approved(): Promise<string> {
    const request = await asked();
    const url = `${REQUESTS}/${request}/approval`;
    await world.ask('ada', { method: 'POST', url, payload: { reason: 'agreed' } });
    return request;
  }

  /** The path of an address of kim. */
  async function linked(): Promise<string> {
    const link = await world.ask('kim', { method: 'POST', url: `${REQUESTS}/${await approved()}/kubeconfig-links` });
    return new URL(String(link.body.kubeconfig_url)).pathname;
  }
  const tries = async (url: string, count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      await world.ask(undefined, { url });
      await new Promise(setImmediate);
    }
  };

  it.each([-300, 300])('is given once by two replicas whose clocks are %s seconds apart', async (apart) => {
    const url = await linked();
    const other = await serviceWorld({ ledger: world.ledger });
    other.pass(apart);
    const answers = await Promise.all([world, other].map((replica) => replica.ask(undefined, { url })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    await other.server.close();
  });

  it('is not for who was refused, who reads by whom and why', async () => {
    const url = `${REQUESTS}/${await asked()}`;
    await world.ask('ada', { method: 'POST', url: `${url}/refusal`, payload: { reason: 'the release is off' } });

    await expect(world.ask('kim', { method: 'POST', url: `${url}/kubeconfig-links` })).resolves.toMatchObject({
      status: 409,
      body: {
        title: 'this request was refused',
        detail: expect.stringMatching(/sub-ada refused it: the release is off$/) as string,
      },
    });
  });

  it('is told of when it is tried again, however many tries nobody could be told of', async () => {
    let isUp = false;
    await world.server.close();
    world = await serviceWorld({ isTold: () => isUp });
    const url = await linked();
    await tries(url, 1 + 14);
    expect(world.told).toHaveLength(14);
    isUp = true;
    await tries(url, 2);

    expect(world.told).toHaveLength(15);
  });

  it('is told of once while the first message is on its way', async () => {
    await world.server.close();
    world = await serviceWorld({ isTold: () => new Promise(() => undefined) });
    await tries(await linked(), 1 + 4);

    expect(world.told).toHaveLength(1);
  });

  it('is for nobody who may not hold it any more, though it was approved', async () => {
    const request = await approved();
    const moved = { ...PEOPLE.kim, groups: ['auditors-of-production'] };
    const role = { role: 'read-only' as const, groups: ['auditors-of-production'], serviceAccounts: [] };
    const platform = servicePlatform();
    const { handoffService: service } = platform;
    const handoffService = service && { ...service, roles: [...service.roles, role] };
    const other = await serviceWorld({ ledger: world.ledger, platform: { ...platform, handoffService } });
    const cookie = await other.desk.sessions.begin(moved, other.desk.now());
    const { csrf = '' } = (await other.desk.sessions.open(cookie, other.desk.now())) ?? {};
    const headers = { cookie: `__Host-lke-platform=${cookie}`, 'x-csrf-token': csrf };
    const url = `${REQUESTS}/${request}/kubeconfig-links`;
    const link = await other.ask(undefined, { method: 'POST', url, headers });
    const contract = await other.ask(undefined, { url: inEnvironment('production', 'contract'), headers });

    expect([link.status, link.body.title]).toEqual([403, 'app-team is not for you in production any more']);
    expect([contract.status, contract.body.kubeconfig_url]).toEqual([200, null]);
    await other.server.close();
  });
});
