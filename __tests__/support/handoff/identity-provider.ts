import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const CLIENT_SECRET = 'the-secret-of-the-client';

/** An identity provider that runs. */
export interface RunningProvider {
  readonly issuer: string;
  readonly oidc: { issuer: string; clientId: string; groupsClaim: string; scopes: string[] };
  stop(): void;
}

/** @param redirect where it sends back to */
export async function startIdentityProvider(redirect: string): Promise<RunningProvider> {
  const args = ['--input-type=module', '-e', PROGRAM, redirect];
  const cwd = join(__dirname, '../../..');
  const program: ChildProcess = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  if (!program.stdout) throw new Error('it has no output');
  const [line] = (await once(program.stdout, 'data')) as [Buffer];
  const issuer = line.toString().trim();
  return {
    issuer,
    oidc: { issuer, clientId: 'lke-platform', groupsClaim: 'groups', scopes: ['openid', 'email', 'groups'] },
    stop: () => {
      program.kill();
    },
  };
}

/**
 * A certified identity provider on loopback, at which a test signs people in: a program of its own, because the package is
 * of ES modules alone and has no types. It takes the address to send back to, and prints its own.
 */
const PROGRAM = `
import { Provider } from 'oidc-provider';
import { createServer } from 'node:http';

const [, redirect] = process.argv;
const GROUPS = { kim: ['shop'], ada: ['platform'] };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = \`http://127.0.0.1:\${server.address().port}\`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'lke-platform',
        client_secret: '${CLIENT_SECRET}',
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'email', 'groups'],
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: \`\${id}@acme.example\`, email_verified: true, groups: GROUPS[id] ?? [] }),
    }),
    // Nobody is asked whether they agree.
    loadExistingGrant: async (context) => {
      const { session, client, provider: own } = context.oidc;
      const grant = new own.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid email groups');
      await grant.save();
      return grant;
    },
  });
  server.on('request', provider.callback());
  process.stdout.write(\`\${issuer}\n\`);
});
`;
