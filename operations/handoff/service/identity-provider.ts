import type { HandoffServiceFile } from '../../../model/entities/handoff-service';
import { ServiceProblem } from './problem';

type Oidc = NonNullable<HandoffServiceFile['oidc']>;

/** What has to be known again when a person comes back from the provider. */
export interface LoginState {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who somebody is, as the provider says and signed. */
export interface ProvenPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined unless the provider has verified it. */
  readonly email: string | undefined;
  readonly groups: readonly string[];
}

/** Signs people in, by the authorization code flow with PKCE. */
export interface IdentityProvider {
  /** Where to send somebody, and what to know of it. */
  begin(): Promise<{ readonly url: string; readonly login: LoginState }>;
  /** @throws {ServiceProblem} when what came back proves nothing */
  finish(callback: URL, login: LoginState): Promise<ProvenPerson>;
}

export interface ProviderProps {
  readonly oidc: Oidc;
  /** Where the provider sends back to. */
  readonly redirect: string;
  /** @default - the client is public, and PKCE alone protects the code */
  readonly clientSecret: string | undefined;
}

/** What names somebody (OpenID Connect Core 1.0, section 2), without what cannot be seen. */
const SUBJECT = /^[!-~](?:[ -~]{0,253}[!-~])?$/;
/** An address that mail is delivered to; of longer ones there are none (RFC 5321, 4.5.3.1.3). */
const ADDRESS = /^(?=.{3,254}$)[^\s@\p{C}]+@[^\s@\p{C}]+$/u;

/** What the provider says of itself may be new: it is asked anew after this. */
const FRESH_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 10;

export function identityProvider({ oidc, redirect, clientSecret }: ProviderProps): IdentityProvider {
  let known: { readonly at: number; readonly configuration: ReturnType<typeof discover> } | undefined;

  async function discover() {
    const client = await import('openid-client');
    const issuer = new URL(oidc.issuer);
    const execute = [
      // The signature counts, and not only that the token came from the provider's address.
      client.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ];
    // What the provider signs with is asked of it; `none` does not sign, and is never taken.
    const metadata = { redirect_uris: [redirect], response_types: ['code'] };
    const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
    const options = { execute, timeout: TIMEOUT_SECONDS };
    const configuration = await client.discovery(issuer, oidc.clientId, metadata, authentication, options);
    return { client, configuration };
  }

  /** @param oldest of what may be known already, in milliseconds */
  async function configured(oldest: number) {
    // By a clock that is never set back.
    const now = performance.now();
    if (!known || now - known.at >= oldest) known = { at: now, configuration: discover() };
    try {
      return await known.configuration;
    } catch (error) {
      known = undefined;
      throw new ServiceProblem(502, 'the identity provider does not answer', { detail: (error as Error).message });
    }
  }

  return {
    async begin() {
      const { client, configuration } = await configured(FRESH_MS);
      const verifier = client.randomPKCECodeVerifier();
      const login = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirect,
        scope: oidc.scopes.join(' '),
        state: login.state,
        nonce: login.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, login };
    },
    async finish(callback, { state, nonce, verifier }) {
      // Keys are kept with the rest. Of a key that was withdrawn this moment nobody is let in, and of a new one everybody.
      const { client, configuration } = await configured(0);
      try {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        };
        const claims = (await client.authorizationCodeGrant(configuration, callback, checks)).claims();
        if (!claims) throw new Error('there is no ID token');
        const { email, email_verified: isVerified, [oidc.groupsClaim]: groups } = claims;
        if (!SUBJECT.test(claims.sub)) throw new Error('its subject is none: 1 to 255 characters of ASCII');
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof email === 'string' && isVerified === true && ADDRESS.test(email) ? email : undefined,
          groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
        };
      } catch (error) {
        throw new ServiceProblem(401, 'the identity provider proves nothing with this', {
          detail: `Sign in again: /login (${(error as Error).message})`,
        });
      }
    },
  };
}
