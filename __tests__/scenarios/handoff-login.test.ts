import { identityProvider } from '../../operations/handoff/service/identity-provider';
import { CLIENT_SECRET, type RunningProvider, startIdentityProvider } from '../support/handoff/identity-provider';
import { ADDRESS, serviceWorld, type ServiceWorld } from '../support/handoff/service';

const REDIRECT = `${ADDRESS}/login/callback`;

/** A browser, as far as it keeps cookies. */
class Browser {
  private readonly cookies = new Map<string, string>();

  take(headers: readonly string[]): void {
    for (const header of headers) {
      const [name = '', value = ''] = (header.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

describe('signing in at an identity provider', () => {
  let program: RunningProvider;
  let issuer = '';
  let world: ServiceWorld;
  beforeAll(async () => {
    program = await startIdentityProvider(REDIRECT);
    issuer = program.issuer;
    const provider = identityProvider({ oidc: program.oidc, redirect: REDIRECT, clientSecret: CLIENT_SECRET });
    world = await serviceWorld({ provider });
  });
  afterAll(async () => {
    await world.server.close();
    program.stop();
  });

  /** Goes through the pages of the provider as a person. @returns the address that it sends back to */
  async function signIn(browser: Browser, start: string, person: string): Promise<URL> {
    let url = new URL(start);
    let body: URLSearchParams | undefined;
    for (let step = 0; step < 10; step += 1) {
      const init = { redirect: 'manual', headers: { cookie: browser.header } } as const;
      const answer: Response = await fetch(url, { ...init, ...(body && { method: 'POST', body }) });
      browser.take(answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (location?.startsWith(REDIRECT)) return new URL(location);
      const page = location === null ? await answer.text() : '';
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      url = new URL(location ?? action ?? 'about:blank', url);
      body = location === null ? new URLSearchParams({ prompt: 'login', login: person, password: 'any' }) : undefined;
    }
    throw new Error('the provider does not send back');
  }

  async function begin(person: string) {
    const begun = await world.ask(undefined, { url: '/login' });
    const own = new Browser();
    own.take([begun.headers['set-cookie']].flat().map(String));
    const back = await signIn(new Browser(), String(begun.headers.location), person);
    const finish = (cookie = own.header) =>
      world.ask(undefined, { url: `${back.pathname}${back.search}`, headers: { cookie } });
    return { own, finish, back };
  }

  it('begins a session with the roles of the person, by code and PKCE', async () => {
    const { own, finish } = await begin('kim');
    const finished = await finish();
    own.take([finished.headers['set-cookie']].flat().map(String));
    const me = await world.ask(undefined, { url: '/v1/me', headers: { cookie: own.header } });

    expect(finished.status).toBe(302);
    expect(me.body).toMatchObject({ name: `${issuer}#kim`, email: 'kim@acme.example', kind: 'person' });
    expect(me.body.roles).toContainEqual({ environment: 'production', role: 'app-team' });

    const csrf = String(me.body.csrf_token);
    const out = await world.ask(undefined, {
      ...({ method: 'POST', url: '/logout' } as const),
      headers: { cookie: own.header, 'x-csrf-token': csrf },
    });
    world.pass(6);
    const gone = await world.ask(undefined, { url: '/v1/me', headers: { cookie: own.header } });
    expect([out.status, gone.status]).toEqual([204, 401]);
  });

  it('begins no second session with the same answer of the provider', async () => {
    const { own, finish } = await begin('ada');
    const login = own.header;

    await expect(finish(login)).resolves.toMatchObject({ status: 302 });
    await expect(finish(login)).resolves.toMatchObject({ status: 401 });
  });

  it('begins no session in a browser that began another login', async () => {
    const [victim, attacker] = [await begin('kim'), await begin('ada')];

    await expect(attacker.finish(victim.own.header)).resolves.toMatchObject({ status: 401 });
  });
});
