import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Asked, Operation } from '../operation';
import { useOnce, wasUsed } from '../once';
import { siteOf } from '../page/site';
import { ServiceProblem } from '../problem';
import { SESSION_SECONDS } from '../sessions';

/** How long somebody may take at the identity provider. */
const LOGIN_SECONDS = 600;

const loginState = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), path: z.string() });

const nobodySignsIn = () =>
  new ServiceProblem(404, 'people do not sign in here', {
    detail: 'The platform file names no identity provider: handoffService.oidc.',
  });

const answeredAlready = () => new ServiceProblem(401, 'this was answered already', { detail: 'Sign in again: /login' });

/** Sends a browser to the identity provider, and remembers to which page it comes back: the file says which there are. */
export const logIn: Operation = async ({ desk, cookies, request, reply }) => {
  if (!desk.provider) throw nobodySignsIn();
  const { return: path = '/' } = request.query as { return?: string };
  const { url, login } = await desk.provider.begin();
  const sealed = await desk.logins.seal({ ...login, path }, LOGIN_SECONDS, desk.now());
  cookies.write(reply, 'lke-platform-login', sealed, LOGIN_SECONDS);
  void reply.header('location', url);
  return { status: 302 };
};

/** Begins a session for who comes back from the provider: in the browser that began it, and once. */
export const finishLogin: Operation = async ({ desk, cookies, request, reply }) => {
  if (!desk.provider) throw nobodySignsIn();
  const cookie = cookies.read(request, 'lke-platform-login');
  const opened = cookie === undefined ? undefined : await desk.logins.open(cookie, desk.now());
  const { data: login } = loginState.safeParse(opened);
  if (!login)
    throw new ServiceProblem(401, 'this browser has not begun to sign in, or too long ago', {
      detail: 'Sign in: /login',
    });
  // Whatever another site makes a browser open ends no login that is under way.
  const { state } = request.query as { state?: string };
  if (state !== login.state)
    throw new ServiceProblem(401, 'this answers another login than that of this browser', {
      detail: 'Sign in: /login',
    });
  const address = desk.platform.handoffService?.address ?? '';
  const callback = new URL(`${address.replace(/\/+$/, '')}/login/callback`);
  callback.search = new URL(request.url, 'http://localhost').search;
  const id = createHash('sha256').update(login.state).digest('hex');
  const { store } = desk.book.ledger;
  if (await wasUsed(store, 'logins', id)) throw answeredAlready();
  // Nothing is written for whoever the provider does not prove. Of two answers at the same time it takes one code, and
  // if it took both, this claim still lets one of them in.
  const person = await desk.provider.finish(callback, login);
  if (!(await useOnce(store, 'logins', id, desk.now())).first) throw answeredAlready();
  cookies.clear(reply, 'lke-platform-login');
  cookies.write(reply, 'lke-platform', await desk.sessions.begin(person, desk.now()), SESSION_SECONDS);
  void reply.header('location', `${siteOf(desk.platform).base}${login.path}`);
  return { status: 302 };
};

/** Ends a session, wherever its cookie is. */
export async function endSession({ desk, cookies, request, reply }: Asked): Promise<void> {
  const cookie = cookies.read(request, 'lke-platform');
  if (cookie !== undefined) await desk.sessions.end(cookie, desk.now());
  cookies.clear(reply, 'lke-platform');
}

export const logOut: Operation = async (asked) => {
  await endSession(asked);
  return { status: 204 };
};
