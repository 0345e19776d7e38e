import { SignJWT, UnsecuredJWT } from 'jose';
import { serviceKeys } from '../../../../operations/handoff/service/keys';
import { memoryLedger } from '../../../support/memory-ledger';
import {
  ADDRESS,
  inEnvironment,
  KEY,
  type PersonName,
  serviceWorld,
  type ServiceWorld,
} from '../../../support/handoff/service';

describe('a kubeconfig', () => {
  let world: ServiceWorld;
  beforeEach(async () => {
    world = await serviceWorld();
  });
  afterEach(() => world.server.close());

  const asked = (role = 'app-team') => ({
    ...({ method: 'POST', url: inEnvironment('production', 'access-requests') } as const),
    payload: { role, reason: 'a release' },
  });
  const requestOf = async (who: PersonName, role?: string) => {
    const { status, body } = await world.ask(who, asked(role));
    expect(status).toBe(201);
    return String(body.request);
  };
  /** Asks for the operation approveAccess. */
  const approve = (who: PersonName | `token-${string}`, request: string) =>
    world.ask(who, {
      ...{ method: 'POST', url: inEnvironment('production', `access-requests/${request}/approval`) },
      payload: { reason: 'agreed' },
    });
  const linkFor = (who: PersonName, request: string) =>
    world.ask(who, { method: 'POST', url: inEnvironment('production', `access-requests/${request}/kubeconfig-links`) });
  const pathOf = (url: unknown) => new URL(String(url)).pathname;
  /** An address of a request that a second person has approved. */
  const readyLink = async () => {
    const request = await requestOf('kim');
    await approve('ada', request);
    const { body } = await linkFor('kim', request);
    return { request, url: pathOf(body.kubeconfig_url) };
  };

  it('goes from a request through an approval to whoever has its address, once', async () => {
    const { request, url } = await readyLink();
    const first = await world.ask(undefined, { url });
    world.pass(60);
    const second = await world.ask(undefined, { url });

    expect([first.status, first.text, first.headers['cache-control']]).toEqual([
      ...[200, `kubeconfig of ${request}\n`, 'no-store'],
    ]);
    expect([second.status, second.body.used_at]).toEqual([410, '2026-11-27T12:00:00.000Z']);
    expect(world.issued).toEqual([request]);
  });

  it('tells who holds it when its address was tried again', async () => {
    const { url } = await readyLink();
    await world.ask(undefined, { url });
    await world.ask(undefined, { url });
    const { body } = await world.ask('kim', { url: inEnvironment('production', 'access-requests') });

    expect(body.requests).toEqual([expect.objectContaining({ state: 'used', reused_at: [expect.any(String)] })]);
  });

  it('is told of in the channel of the platform, once for an address that is tried again, until that is delivered', async () => {
    let isUp = false;
    await world.server.close();
    world = await serviceWorld({ isTold: () => isUp });
    const { request, url } = await readyLink();
    const tries = async () => {
      await world.ask(undefined, { url });
      await new Promise(setImmediate);
    };
    await tries();
    expect(world.told).toEqual([]);
    await tries();
    isUp = true;
    await tries();
    await tries();

    expect(world.told.map(({ about }) => [about.event, about.request])).toEqual([
      ['handoff-link-reused', request],
      ['handoff-link-reused', request],
    ]);
    expect(world.told[0]?.text).toContain(
      'https://id.acme.example#sub-kim: the address of your kubeconfig of production',
    );
    expect(JSON.stringify(world.told)).not.toContain(url.slice(-40));
  });

  it('fills no ledger, however often its address is tried again', async () => {
    const { url } = await readyLink();
    for (let tries = 0; tries < 30; tries += 1) await world.ask(undefined, { url });
    const { body } = await world.ask('kim', { url: inEnvironment('production', 'access-requests') });
    const [{ reused_at: reusedAt } = { reused_at: [] }] = body.requests as { reused_at: string[] }[];

    expect(reusedAt).toHaveLength(10);
  });

  it('is given once by two replicas that are asked at the same time', async () => {
    const { ledger } = memoryLedger(() => new Date('2026-11-27T12:00:00Z'));
    const replicas = await Promise.all([serviceWorld({ ledger }), serviceWorld({ ledger })]);
    [world] = replicas;
    const { request, url } = await readyLink();
    const answers = await Promise.all([...replicas, ...replicas].map((replica) => replica.ask(undefined, { url })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    expect(replicas.flatMap(({ issued }) => issued)).toEqual([request]);
    await replicas[1]?.server.close();
  });

  it('is given for a request once, whatever addresses there are', async () => {
    const request = await requestOf('kim');
    await approve('ada', request);
    const [one, two] = [await linkFor('kim', request), await linkFor('kim', request)];
    await world.ask(undefined, { url: pathOf(one.body.kubeconfig_url) });

    await expect(world.ask(undefined, { url: pathOf(two.body.kubeconfig_url) })).resolves.toMatchObject({
      status: 409,
    });
    expect(world.issued).toEqual([request]);
  });

  it('stands in the contract as its holder reads it, and nobody else', async () => {
    const { request } = await readyLink();
    const url = inEnvironment('production', 'contract');
    const mine = await world.ask('kim', { url });
    const others = await world.ask('ada', { url });

    expect(others.body.kubeconfig_url).toBeNull();
    const answer = await world.ask(undefined, { url: pathOf(mine.body.kubeconfig_url) });
    expect(answer.text).toBe(`kubeconfig of ${request}\n`);
  });

  it('is not given before somebody else has agreed', async () => {
    const request = await requestOf('kim');

    await expect(linkFor('kim', request)).resolves.toMatchObject({ status: 409 });
    await expect(linkFor('ada', request)).resolves.toMatchObject({ status: 403 });
  });

  it('takes no approval where the policy says so, which is the policy of an engineer who is alone', async () => {
    const url = inEnvironment('development', 'access-requests');
    const { body } = await world.ask('kim', { method: 'POST', url, payload: { role: 'app-team', reason: 'a try' } });

    expect(body.state).toBe('approved');
  });

  it('is approved by nobody for themselves, whatever else they are', async () => {
    const request = await requestOf('bob');

    await expect(approve('bob', request)).resolves.toMatchObject({ status: 422 });
    await expect(approve('token-of-robot', request)).resolves.toMatchObject({
      status: 403,
      body: { title: 'machines approve nothing' },
    });
    await expect(approve('kim', request)).resolves.toMatchObject({ status: 403 });
    await expect(approve('ada', request)).resolves.toMatchObject({ status: 200, body: { state: 'approved' } });
  });

  it('is asked for by nobody of whom nothing tells who they are, where somebody else has to agree', async () => {
    for (const who of ['noa', 'token-of-robot'] as const) {
      const { status, body } = await world.ask(who, asked());

      expect([status, JSON.stringify(body.problems)]).toEqual([422, expect.stringContaining('access grant')]);
    }
  });

  it('is approved by nobody whose address is not verified', async () => {
    const request = await requestOf('kim');

    await expect(approve('noa', request)).resolves.toMatchObject({ status: 403 });
  });

  it('is approved in time', async () => {
    const request = await requestOf('kim');
    world.pass(25 * 3600);

    await expect(approve('ada', request)).resolves.toMatchObject({ status: 404 });
  });

  describe('is not given for an address', () => {
    const { links } = serviceKeys({ LKE_PLATFORM_HANDOFF_KEY: KEY });
    const seconds = Date.parse('2026-11-27T12:00:00Z') / 1000;
    const claims = { environment: 'production', request: '0123456789' };
    const jwt = (changes: Record<string, unknown> = {}) => ({
      ...{ ...claims, iss: ADDRESS, aud: 'kubeconfigs', sub: 'kim', iat: seconds, exp: seconds + 600 },
      ...{ jti: '7f0b1a34-9f0e-4a5e-8a53-2f64b2f1a001' },
      ...changes,
    });
    const signed = (payload: object, key = links, typ = 'kubeconfig-link+jwt') =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', typ }).sign(key);

    it.each<[string, () => Promise<string> | string, number]>([
      ['of a request that is not there', () => signed(jwt()), 404],
      ['that is signed with another key', () => signed(jwt(), Buffer.alloc(32, 1)), 401],
      ['that is not signed', () => new UnsecuredJWT(jwt()).encode(), 401],
      ['that is too old', () => signed(jwt({ exp: seconds - 1 })), 401],
      ['of another service', () => signed(jwt({ iss: 'https://other.example' })), 401],
      ['for something else', () => signed(jwt({ aud: 'sessions' })), 401],
      ['of another type', () => signed(jwt(), links, 'JWT'), 401],
      ['that is not a token', () => 'x'.repeat(40), 401],
    ])('%s', async (_, make, expected) => {
      const { status } = await world.ask(undefined, { url: `/v1/kubeconfigs/${await make()}` });

      expect([status, world.issued]).toEqual([expected, []]);
    });

    it('that was used for ten minutes', async () => {
      const { url } = await readyLink();
      world.pass(601);

      await expect(world.ask(undefined, { url })).resolves.toMatchObject({ status: 401 });
    });

    it.each([
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
      { 'x-purpose': 'preview' },
    ])('that a browser has not been asked for yet: %j', async (headers) => {
      const { url } = await readyLink();
      const foreseen = await world.ask(undefined, { url, headers });

      expect([foreseen.status, world.issued]).toEqual([403, []]);
      await expect(world.ask(undefined, { url })).resolves.toMatchObject({ status: 200 });
    });

    it('that is only looked at', async () => {
      const { url } = await readyLink();
      const looked = await world.ask(undefined, { method: 'HEAD', url });

      expect(looked.status).toBe(404);
      await expect(world.ask(undefined, { url })).resolves.toMatchObject({ status: 200 });
    });
  });

  it('stands in no line of the log, and neither does its address', async () => {
    const { url } = await readyLink();
    await world.ask(undefined, { url });
    const log = world.lines.join('');

    expect(log).toContain('fetchKubeconfig');
    expect(log).not.toContain(url.slice(-40));
    expect(log).not.toContain('kubeconfig of');
    expect(log).not.toMatch(/cookie|Bearer|csrf/);
  });

  it('is lost where it cannot be made, and given by another address', async () => {
    await world.server.close();
    let isDown = true;
    const made: string[] = [];
    world = await serviceWorld({
      issue: (request) => {
        if (isDown) return Promise.reject(new Error('the cluster does not answer: token=canary'));
        made.push(request.id);
        return Promise.resolve({ grant: 'g', kubeconfig: 'made' });
      },
    });
    const { request, url } = await readyLink();
    const failed = await world.ask(undefined, { url });
    isDown = false;
    const again = await linkFor('kim', request);

    expect([failed.status, failed.text]).toEqual([500, expect.not.stringContaining('canary')]);
    await expect(world.ask(undefined, { url })).resolves.toMatchObject({ status: 410 });
    await expect(world.ask(undefined, { url: pathOf(again.body.kubeconfig_url) })).resolves.toMatchObject({
      text: 'made',
    });
  });
});
