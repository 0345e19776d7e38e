import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { identityProvider, type LoginState } from '../../../../operations/handoff/service/identity-provider';

const SECONDS = Math.floor(Date.now() / 1000);

/** An identity provider that answers with whatever ID token a test wants. */
describe('what an identity provider sends back', () => {
  let server: Server;
  let issuer = '';
  let idToken = '';
  let keys: CryptoKeyPair;
  let strangers: CryptoKeyPair;
  /** Keys that the provider has now. @default - its first one */
  let published: object[] | undefined;
  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    strangers = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
    server = createServer((request, response) => {
      const answers: Record<string, () => object> = {
        '/.well-known/openid-configuration': () => ({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        }),
        '/jwks': () => ({ keys: published ?? [jwk] }),
        '/token': () => ({ access_token: 'a', token_type: 'Bearer', id_token: idToken }),
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}));
    });
    await listen(server);
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const redirect = 'http://127.0.0.1/login/callback';
  const provider = () =>
    identityProvider({
      oidc: { issuer, clientId: 'lke-platform', groupsClaim: 'groups', scopes: ['openid'] },
      redirect,
      clientSecret: 'secret',
    });
  const finish = async (state = (it: LoginState) => it.state) => {
    const { login } = await provider().begin();
    idToken = idToken.replace('NONCE', login.nonce);
    return { login, callback: new URL(`${redirect}?code=c&state=${state(login)}`) };
  };
  const claims = (nonce: string, changes: object = {}) => ({
    ...{ iss: issuer, aud: 'lke-platform', sub: 'kim', nonce, iat: SECONDS, exp: SECONDS + 60 },
    ...{ email: 'kim@acme.example', email_verified: true, groups: ['shop', 7] },
    ...changes,
  });
  const signed = (payload: object, key = keys.privateKey) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);

  /** Comes back with an ID token. */
  async function comeBack(make: (nonce: string) => Promise<string> | string, state?: (it: LoginState) => string) {
    const one = provider();
    const { login } = await one.begin();
    idToken = await make(login.nonce);
    const { callback } = await finish(state && (() => state(login)));
    callback.searchParams.set('state', state ? state(login) : login.state);
    return one.finish(callback, login);
  }

  it('proves a person, with the groups that are texts', async () => {
    await expect(comeBack((nonce) => signed(claims(nonce)))).resolves.toEqual({
      ...{ issuer, subject: 'kim', email: 'kim@acme.example', groups: ['shop'] },
    });
  });

  it('proves no address that it has not verified', async () => {
    await expect(comeBack((nonce) => signed(claims(nonce, { email_verified: false })))).resolves.toMatchObject({
      email: undefined,
    });
  });

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['longer than any', `${'k'.repeat(255)}@acme.example`],
    ['a list', ['kim@acme.example']],
    ['of two lines', 'kim@acme.example\nada@acme.example'],
    ['with a sign that turns the direction of writing', 'kim\u202e@acme.example'],
    ['with a blank', ' kim@acme.example'],
  ])('proves no address that is %s', async (_, email) => {
    await expect(comeBack((nonce) => signed(claims(nonce, { email })))).resolves.toMatchObject({ email: undefined });
  });

  it.each<[string, unknown]>([
    ['a text, as of providers that send one group so', 'platform'],
    ['lists in lists', [['platform']]],
    ['an object', { platform: true }],
    ['objects', [{ name: 'platform', toString: 'platform' }]],
    [
      'what looks like one, in other letters',
      ['рlatform', 'PLATFORM', 'platform\u200b', 'ｐｌａｔｆｏｒｍ', ' platform'],
    ],
  ])('proves no group of the platform file by groups that are %s', async (_, groups) => {
    const person = await comeBack((nonce) => signed(claims(nonce, { groups })));

    expect(person.groups).not.toContain('platform');
  });

  it.each<[string, (nonce: string) => object]>([
    ['no subject', () => ({ sub: undefined })],
    ['a subject that is empty', () => ({ sub: '' })],
    ['a subject longer than any', () => ({ sub: 's'.repeat(256) })],
    ['a subject that looks like another one', () => ({ sub: 'kіm' })],
    ['a list for a subject', () => ({ sub: ['kim'] })],
    ['a subject on two lines', () => ({ sub: 'kim\nada' })],
    ['several audiences, and another client in charge', () => ({ aud: ['lke-platform', 'other'], azp: 'other' })],
    ['several audiences, and nobody in charge', () => ({ aud: ['lke-platform', 'other'] })],
    ['a list of issuers', () => ({ iss: [issuer] })],
    ['no end', () => ({ exp: undefined })],
    ['a text for its end', () => ({ exp: String(SECONDS + 60) })],
    ['a beginning that is to come', () => ({ nbf: SECONDS + 600 })],
    ['a nonce in a list', (nonce) => ({ nonce: [nonce] })],
  ])('proves nothing with an ID token that has %s', async (_, changes) => {
    await expect(comeBack((nonce) => signed(claims(nonce, changes(nonce))))).rejects.toMatchObject({ status: 401 });
  });

  it.each<[string, (nonce: string) => Promise<string> | string]>([
    [
      'signed with the public key as if it were a secret',
      async (nonce) => {
        const secret = Buffer.from(await exportSPKI(keys.publicKey));
        return new SignJWT(claims(nonce)).setProtectedHeader({ alg: 'HS256', kid: 'own' }).sign(secret);
      },
    ],
    [
      'signed with a key that it brings along',
      async (nonce) => {
        const jwk = await exportJWK(strangers.publicKey);
        const header = { alg: 'RS256', kid: 'own', jwk, jku: 'https://evil.example/jwks' };
        return new SignJWT(claims(nonce)).setProtectedHeader(header).sign(strangers.privateKey);
      },
    ],
    ...['../../dev/null', '/etc/hostname', "own' OR '1'='1", ''].map(
      (kid): [string, (nonce: string) => Promise<string>] => [
        `signed with a key of the name ${JSON.stringify(kid)}`,
        (nonce) => new SignJWT(claims(nonce)).setProtectedHeader({ alg: 'RS256', kid }).sign(strangers.privateKey),
      ],
    ),
    [
      'signed for claims of which it has one twice',
      async (nonce) => {
        const [header = '', payload = '', signature = ''] = (await signed(claims(nonce))).split('.');
        const twice = Buffer.from(payload, 'base64url').toString().replace('{', '{"sub":"ada",');
        return [header, Buffer.from(twice).toString('base64url'), signature].join('.');
      },
    ],
    [
      'signed with a header that has to be understood and is not',
      (nonce) =>
        new SignJWT(claims(nonce))
          .setProtectedHeader({ alg: 'RS256', kid: 'own', crit: ['exp'], exp: 1 })
          .sign(keys.privateKey, { crit: { exp: true } }),
    ],
    ['forged', (nonce) => signed(claims(nonce), strangers.privateKey)],
    ['not signed', (nonce) => new UnsecuredJWT(claims(nonce)).encode()],
    ['expired', (nonce) => signed(claims(nonce, { iat: SECONDS - 900, exp: SECONDS - 600 }))],
    ['for another client', (nonce) => signed(claims(nonce, { aud: 'other' }))],
    ['of another issuer', (nonce) => signed(claims(nonce, { iss: 'https://other.example' }))],
    ['of another login', () => signed(claims('another'))],
    [
      'signed with the secret of the client',
      (nonce) => new SignJWT(claims(nonce)).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('secret'.repeat(6))),
    ],
  ])('proves nothing with an ID token that is %s', async (_, make) => {
    await expect(comeBack(make)).rejects.toMatchObject({ status: 401 });
  });

  describe('with keys that are changed', () => {
    let next: CryptoKeyPair;
    beforeAll(async () => {
      next = await generateKeyPair('RS256');
    });
    afterEach(() => {
      published = undefined;
    });
    const nextJwk = async (kid: string) => ({ ...(await exportJWK(next.publicKey)), kid, alg: 'RS256', use: 'sig' });
    const signedByNext = (nonce: string, kid: string) =>
      new SignJWT(claims(nonce)).setProtectedHeader({ alg: 'RS256', kid }).sign(next.privateKey);

    /** One person after the other at the same service. */
    async function comeBackTo(one: ReturnType<typeof provider>, make: (nonce: string) => Promise<string>) {
      const { login } = await one.begin();
      idToken = await make(login.nonce);
      return one.finish(new URL(`${redirect}?code=c&state=${login.state}`), login);
    }

    it.each(['next', 'own'])('proves a person at once, by a key named %s', async (kid) => {
      const one = provider();
      await comeBackTo(one, (nonce) => signed(claims(nonce)));
      published = [await nextJwk(kid)];

      await expect(comeBackTo(one, (nonce) => signedByNext(nonce, kid))).resolves.toMatchObject({ subject: 'kim' });
    });

    it('proves nothing by the one that was withdrawn', async () => {
      const one = provider();
      await comeBackTo(one, (nonce) => signed(claims(nonce)));
      published = [await nextJwk('next')];

      await expect(comeBackTo(one, (nonce) => signed(claims(nonce)))).rejects.toMatchObject({ status: 401 });
    });
  });

  it('proves nothing with the state of another login', async () => {
    await expect(
      comeBack(
        (nonce) => signed(claims(nonce)),
        () => 'another',
      ),
    ).rejects.toMatchObject({ status: 401 });
  });

  it('is asked with PKCE, and with a state and a nonce that nobody can guess', async () => {
    const { url, login } = await provider().begin();
    const { searchParams } = new URL(url);

    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', state: login.state, nonce: login.nonce },
    });
    expect(searchParams.get('code_challenge')).not.toBe(login.verifier);
    expect(login.state.length).toBeGreaterThan(40);
  });

  it('is missed as a problem of the provider, not of the caller', async () => {
    const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', groupsClaim: 'groups', scopes: ['openid'] };

    await expect(identityProvider({ oidc, redirect, clientSecret: undefined }).begin()).rejects.toMatchObject({
      status: 502,
    });
  });
});
