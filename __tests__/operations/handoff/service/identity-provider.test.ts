import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { identityProvider, type LoginState } from '../../../../operations/handoff/service/identity-provider';

const SECONDS = Math.floor(Date.now() / 1000);

/** An identity provider that answers with whatever ID token a test wants. */
describe('what an identity provider sends back', () => {
  let server: Server;
  let issuer = '';
  let idToken = '';
  let keys: CryptoKeyPair;
  let strangers: CryptoKeyPair;
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
        '/jwks': () => ({ keys: [jwk] }),
        '/token': () => ({ access_token: 'a', token_type: 'Bearer', id_token: idToken }),
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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

  it.each<[string, (nonce: string) => Promise<string> | string]>([
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
