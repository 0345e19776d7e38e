import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller';
import type { Cookies } from './cookies';
import type { Desk } from './desk';
import { ServiceProblem } from './problem';
import { rolesOf } from './roles';
import { isCsrfToken } from './sessions';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const LONGEST_TOKEN = 8_192;

const unknown = (detail: string) => new ServiceProblem(401, 'nothing proves who you are', { detail });

/**
 * Who asks: by a token of the cluster where there is one, else by the session of a browser.
 *
 * @throws {ServiceProblem} when nothing proves it, or another site may have made a browser ask
 */
export async function authenticate(desk: Desk, cookies: Cookies, request: FastifyRequest): Promise<Caller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return machine(desk, authorization);
  const cookie = cookies.read(request, 'lke-platform');
  const caller = cookie === undefined ? undefined : await desk.sessions.open(cookie, desk.now());
  if (!caller) throw unknown('Sign in: /login. Machines send a token of their ServiceAccount.');
  if (!SAFE.includes(request.method)) refuseOtherSites(caller, request);
  return caller;
}

async function machine(desk: Desk, authorization: string): Promise<Caller> {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(authorization) ?? [];
  const { audience = '' } = desk.platform.handoffService ?? {};
  const wanted = `It takes a token of a ServiceAccount for the audience ${audience}.`;
  if (token === undefined || token.length > LONGEST_TOKEN) throw unknown(wanted);
  const serviceAccount = await desk.accountOf(token);
  if (serviceAccount === undefined) throw unknown(wanted);
  return {
    kind: 'machine',
    actor: { name: `system:serviceaccount:${serviceAccount.replace('/', ':')}`, provenBy: 'token-review' },
    email: undefined,
    roles: rolesOf(desk.platform, { serviceAccount }),
    csrf: undefined,
  };
}

function refuseOtherSites({ csrf }: Caller, { headers }: FastifyRequest): void {
  const { 'x-csrf-token': given, 'sec-fetch-site': site } = headers;
  const isOwn = site === undefined || site === 'same-origin';
  if (isOwn && isCsrfToken(csrf, typeof given === 'string' ? given : undefined)) return;
  throw new ServiceProblem(403, 'this may come from another site', {
    detail: 'Send the header x-csrf-token with what GET /v1/me says.',
  });
}
