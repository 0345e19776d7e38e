import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { actorOf, type Caller, nameOfMachine } from './caller';
import type { Cookies } from './cookies';
import type { Desk } from './desk';
import type { Guesses } from './guesses';
import { ServiceProblem } from './problem';
import { rolesOf } from './roles';
import { isCsrfToken } from './sessions';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const FORM = 'application/x-www-form-urlencoded';
const LONGEST_TOKEN = 8_192;

const unknown = (detail: string) => new ServiceProblem(401, 'nothing proves who you are', { detail });

/** What proves who asks. */
export interface Door {
  readonly desk: Desk;
  readonly cookies: Cookies;
  readonly guesses: Guesses;
}

/**
 * Who asks: by a token of the cluster where there is one, else by the session of a browser.
 *
 * @throws {ServiceProblem} when nothing proves it, or too much of that address proved nothing before, or another site may
 * have made a browser ask
 */
export async function authenticate(door: Door, request: FastifyRequest): Promise<Caller> {
  const { desk, cookies, guesses } = door;
  const { authorization } = request.headers;
  if (authorization !== undefined) return machine(door, request, authorization);
  const cookie = cookies.read(request, 'lke-platform');
  const caller = cookie === undefined ? undefined : await desk.sessions.open(cookie, desk.now());
  // Nothing is guessed by who has no cookie.
  if (!caller && cookie !== undefined) await guesses.count(request);
  if (!caller) throw unknown('Sign in: /login. Machines send a token of their ServiceAccount.');
  if (!SAFE.includes(request.method)) refuseOtherSites(caller, request);
  return caller;
}

async function machine({ desk, guesses }: Door, request: FastifyRequest, authorization: string): Promise<Caller> {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(authorization) ?? [];
  const { audience = '' } = desk.platform.handoffService ?? {};
  const wanted = `It takes a token of a ServiceAccount for the audience ${audience}.`;
  if (token === undefined || token.length > LONGEST_TOKEN) {
    await guesses.count(request);
    throw unknown(wanted);
  }
  // The cluster may have forgotten the token some seconds ago, as it may a session that was ended.
  const digest = createHash('sha256').update(token).digest('hex');
  const serviceAccount = await desk.recent.get(`token ${digest}`, () =>
    guesses.prove(request, digest, () => desk.accountOf(token)),
  );
  if (serviceAccount === undefined) throw unknown(wanted);
  return {
    kind: 'machine',
    actor: actorOf(nameOfMachine(serviceAccount)),
    email: undefined,
    roles: rolesOf(desk.platform, { serviceAccount }),
    csrf: undefined,
  };
}

function refuseOtherSites({ csrf }: Caller, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin';
  if (isOwn && isCsrfToken(csrf, csrfIn(request))) return;
  throw new ServiceProblem(403, 'this may come from another site', {
    detail: 'Load the page again. Programs send the header x-csrf-token with what GET /v1/me says.',
  });
}

/** A form has it in itself, everything else in a header, which no other site can set. */
function csrfIn({ headers, body }: FastifyRequest): string | undefined {
  const isForm = headers['content-type']?.startsWith(FORM) === true;
  const given = isForm ? (body as { csrf_token?: unknown } | null)?.csrf_token : headers['x-csrf-token'];
  return typeof given === 'string' ? given : undefined;
}
