import type { IdentityProvider } from '../../../../operations/handoff/service/identity-provider';
import { ServiceProblem } from '../../../../operations/handoff/service/problem';
import { sealer } from '../../../../operations/handoff/service/sealed';
import { ADDRESS, PEOPLE, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

let count = 0;

/** A provider that knows kim, and takes one code. */
const provider: IdentityProvider = {
  begin: () => {
    count += 1;
    return Promise.resolve({
      ...{ url: 'https://id.acme.example/auth', login: { state: `state-${count}`, nonce: 'nonce', verifier: 'v' } },
    });
  },
  finish: (callback, login) => {
    const isRight = callback.searchParams.get('state') === login.state && callback.searchParams.get('code') === 'right';
    const isGone = callback.searchParams.get('code') === 'gone';
    if (isGone) return Promise.reject(new ServiceProblem(502, 'the identity provider does not answer'));
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
    const url = `/login/callback?code=right&state=state-${count}`;
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

  describe('comes back from the provider', () => {
    /** Begins to sign in. @returns how this browser comes back */
    const begun = async () => {
      const { headers } = await world.ask(undefined, { url: '/login' });
      const cookie = valueOf(cookiesOf(headers)[0]);
      const state = `state-${count}`;
      return {
        state,
        comeBack: (query: string, accept = 'application/json') =>
          world.ask(undefined, { url: `/login/callback?${query}`, headers: { cookie, accept } }),
      };
    };

    it('though another site made its browser open the address with the state of another login', async () => {
      const { state, comeBack } = await begun();
      const byOthers = [await comeBack('code=right&state=other'), await comeBack('code=right'), await comeBack('')];

      expect(byOthers.map(({ status }) => status)).toEqual([401, 401, 401]);
      await expect(comeBack(`code=right&state=${state}`)).resolves.toMatchObject({ status: 302 });
    });

    it('with whatever providers add to their answer', async () => {
      const { state, comeBack } = await begun();
      const query = `code=right&state=${state}&scope=openid+email&authuser=0&prompt=consent&hd=acme.example`;

      await expect(comeBack(query)).resolves.toMatchObject({ status: 302 });
    });

    it.each(['application/json', 'text/html'])('and learns, as %s, that it does not answer', async (accept) => {
      const { state, comeBack } = await begun();
      const { status, text, headers } = await comeBack(`code=gone&state=${state}`, accept);

      expect(status).toBe(502);
      expect(headers['content-type']).toMatch(accept === 'text/html' ? /^text\/html/ : /^application\/problem\+json/);
      expect(text).toMatch(/the identity provider does not answer/i);
    });

    it('with one answer: of a state that is given twice none counts', async () => {
      const { state, comeBack } = await begun();

      await expect(comeBack(`code=right&state=${state}&state=other`)).resolves.toMatchObject({ status: 400 });
    });
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

  it('that was ended is ended by a clock that was set back, too', async () => {
    const other = await serviceWorld({ ledger: world.ledger });
    const now = other.desk.now();
    const cookie = await world.desk.sessions.begin(PEOPLE.kim, now);
    await other.desk.sessions.open(cookie, new Date(now.getTime() + 3_600_000));
    await world.desk.sessions.end(cookie, now);

    await expect(other.desk.sessions.open(cookie, now)).resolves.toBeUndefined();
    await other.server.close();
  });

  it.each([-7_200, -120, 120, 7_200])(
    'begins and ends at replicas whose clocks are %s seconds apart',
    async (apart) => {
      const other = await serviceWorld({ ledger: world.ledger });
      other.pass(apart);
      const cookie = await world.desk.sessions.begin(PEOPLE.kim, world.desk.now());

      await expect(other.desk.sessions.open(cookie, other.desk.now())).resolves.toBeDefined();
      await other.desk.sessions.end(cookie, other.desk.now());
      await expect(world.desk.sessions.open(cookie, world.desk.now())).resolves.toBeUndefined();
      await other.server.close();
    },
  );

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

  it('fits into a cookie, however many groups somebody is in', async () => {
    const groups = [...Array.from({ length: 500 }, (_, index) => `0b6f8a34-9f0e-4a5e-8a53-2f64b2f1a${index}`), 'shop'];
    const cookie = await world.desk.sessions.begin({ ...PEOPLE.kim, groups }, world.desk.now());
    const { roles } = (await world.desk.sessions.open(cookie, world.desk.now())) ?? {};

    expect(cookie.length).toBeLessThan(2_000);
    expect(roles).toContainEqual({ environment: 'production', role: 'app-team' });
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
