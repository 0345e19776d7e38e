import pRetry, { AbortError } from 'p-retry';

const TIMEOUT_MS = 20_000;

export interface Request {
  readonly url: string;
  /** What errors call the place: an address may be a secret. */
  readonly place: string;
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** An answer that is none of success. */
export class Refused extends Error {
  constructor(
    place: string,
    readonly status: number,
  ) {
    super(`${place} answers with ${status}`);
  }
}

/** How often, and after which pause, a delivery is tried again. */
export interface Retries {
  /** @default 2 */
  readonly retries?: number;
  /** Before the first one, in milliseconds; each further one is twice as long. @default 1000 */
  readonly pauseMs?: number;
}

/**
 * Sends a request and reads the answer. What may succeed later is tried again.
 *
 * @throws {Error} with the status, and never with the address
 */
export function post(request: Request, retries?: Retries): Promise<unknown> {
  return tryAgain(() => postOnce(request), retries);
}

/** Does something again that may succeed later. */
export const tryAgain = <T>(work: () => Promise<T>, { retries = 2, pauseMs = 1000 }: Retries = {}): Promise<T> =>
  pRetry(work, { retries, minTimeout: pauseMs, factor: 2 });

/** Sends a request once. @throws {Error} with the status; {@link tryAgain} knows which are final */
export async function postOnce({ url, place, method = 'POST', headers = {}, body }: Request): Promise<unknown> {
  const answer = await reach(place, () =>
    fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // What is sent holds secrets, and goes to nobody else.
      redirect: 'manual',
    }),
  );
  const text = await answer.text();
  if (answer.ok) return parsed(text);
  const error = new Refused(place, answer.status);
  throw answer.status === 429 || answer.status >= 500 ? error : new AbortError(error);
}

async function reach(place: string, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch {
    // The words of the cause may have the address in them.
    throw new Error(`${place} cannot be reached`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
