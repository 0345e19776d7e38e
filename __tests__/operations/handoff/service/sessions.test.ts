import type { IdentityProvider } from '../../../../operations/handoff/service/identity-provider';
import { sealer } from '../../../../operations/handoff/service/sealed';
import { ADDRESS, PEOPLE, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

/** A provider that knows kim, and takes one code. */
const provider: IdentityProvider = {
  begin: () =>
    Promise.resolve({ url: 'https://id.acme.example/auth', login: { state: 'state', nonce: 'nonce', verifier: 'v' } }),
  finish: (callback, login) => {
    const isRight = callback.searchParams.get('state') === login.state && callback.searchParams.get('code') === 'right';
    return isRight ? Promise.resolve(PEOPLE.kim) : Promise.reject(new Error('the code is not good'));
  },
};

describe('a session', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceWorld({ provider });
  });
  afterAll(() => world.server.close());

  const cookiesOf = (headers: Readonly<Record<string, unknown>>) => [headers['set-cookie']].flat().map(String);
  const valueOf = (cookie = '') => cookie.split(';')[0] ?? '';

  it('begins with the identity provider, in cookies that no script reads', async () => {
    const begun = await world.ask(undefined, { url: '/login' });
    const [login] = cookiesOf(begun.headers);
    const url = '/login/callback?code=right&state=state';
    const finished = await world.ask(undefined, { url, headers: { cookie: valueOf(login) } });
    const session = cookiesOf(finished.headers).find((cookie) => cookie.startsWith('__Host-lke-platform='));
    const me = await world.ask(undefined, { url: '/v1/me', headers: { cookie: valueOf(session) } });

    expect([begun.status, begun.headers.location]).toEqual([302, 'https://id.acme.example/auth']);
    expect(session).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(me.body).toMatchObject({ name: 'https://id.acme.example#sub-kim', email: 'kim@acme.example' });
    // The same answer of the provider once more, as from the history of a browser.
    const replayed = await world.ask(undefined, { url, headers: { cookie: valueOf(login) } });
    expect([replayed.status, replayed.body.title]).toEqual([401, 'this was answered already']);
  });

  it('does not begin in a browser that did not ask for it', async () => {
    const { status } = await world.ask(undefined, { url: '/login/callback?code=right&state=state' });

    expect(status).toBe(401);
  });

  it('changes nothing for another site', async () => {
    const asked = {
      ...({ method: 'POST', url: '/v1/environments/development/access-requests' } as const),
      payload: { role: 'read-only', reason: 'a look' },
    };

    await expect(world.ask('kim', { ...asked, headers: { 'x-csrf-token': 'other' } })).resolves.toMatchObject({
      status: 403,
      body: { title: 'this may come from another site' },
    });
    await expect(world.ask('kim', { ...asked, headers: { 'sec-fetch-site': 'cross-site' } })).resolves.toMatchObject({
      status: 403,
    });
  });

  it('is over after eight hours', async () => {
    const cookie = await world.desk.sessions.begin(PEOPLE.kim, world.desk.now());
    const headers = { cookie: `__Host-lke-platform=${cookie}` };

    await expect(world.ask(undefined, { url: '/v1/me', headers })).resolves.toMatchObject({ status: 200 });
    world.pass(8 * 3600 + 1);
    await expect(world.ask(undefined, { url: '/v1/me', headers })).resolves.toMatchObject({ status: 401 });
  });

  it('that was ended is ended in every replica within seconds, wherever its cookie is', async () => {
    const other = await serviceWorld({ ledger: world.ledger });
    const cookie = await world.desk.sessions.begin(PEOPLE.kim, other.desk.now());
    const now = other.desk.now();
    const caller = await other.desk.sessions.open(cookie, now);
    await world.desk.sessions.end(cookie, now);

    expect(caller?.actor.name).toBe('https://id.acme.example#sub-kim');
    await expect(other.desk.sessions.open(cookie, new Date(now.getTime() + 5_001))).resolves.toBeUndefined();
    await other.server.close();
  });

  it.each<[string, (now: Date) => Promise<string>]>([
    [
      'sealed with another key',
      (now) => sealer(Buffer.alloc(32, 9), ADDRESS, 'session').seal({ ...PEOPLE.ada }, 60, now),
    ],
    ['of another service', (now) => sealer(Buffer.alloc(32, 7), 'https://x.example', 'session').seal({}, 60, now)],
    ['that is none', () => Promise.resolve('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.')],
  ])('is not opened by a cookie %s', async (_, make) => {
    const cookie = `__Host-lke-platform=${await make(world.desk.now())}`;

    await expect(world.ask(undefined, { url: '/v1/me', headers: { cookie } })).resolves.toMatchObject({ status: 401 });
  });

  it('is not what a login began with', async () => {
    const login = await world.desk.logins.seal({ ...PEOPLE.ada, id: 'x' }, 60, world.desk.now());
    const cookie = `__Host-lke-platform=${login}`;

    await expect(world.ask(undefined, { url: '/v1/me', headers: { cookie } })).resolves.toMatchObject({ status: 401 });
  });

  it.each(['Basic YWRhOng=', 'Bearer', 'Bearer token of', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.'])(
    'is not opened by the header %s beside it',
    async (authorization) => {
      await expect(world.ask('ada', { url: '/v1/me', headers: { authorization } })).resolves.toMatchObject({
        status: 401,
      });
    },
  );
});
