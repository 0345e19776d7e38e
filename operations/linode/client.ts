import { setTimeout as sleep } from 'node:timers/promises';
import { baseRequest } from '@linode/api-v4';
import type { LinodeAccess } from './access';
import { linodeError, noApi } from './error';

const PACKAGES_OWN_ADDRESS = String(baseRequest.defaults.baseURL);
const REQUEST_TIMEOUT_MS = 30_000;

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait for the API, and how often to ask again. */
export interface LinodeRequestLimits {
  /** For one answer. @default 30000 */
  readonly timeoutMs?: number;
  /** How often a request is sent that may succeed later. @default 4 */
  readonly attempts?: number;
  /** Called before a request is sent again, with why and when. */
  readonly onWait?: (text: string) => void;
}

type Failure = Parameters<typeof linodeError>[0] & { readonly config?: Request };
type Request = NonNullable<Parameters<typeof baseRequest.request>[0]> & { attempt?: number };

type Answered = Parameters<typeof noApi>[0] & { readonly data: unknown };

let disconnect: (() => void) | undefined;

/**
 * Lets the functions of `@linode/api-v4` talk to this address with this token. The package keeps that for the whole
 * process, so the last call counts. They throw a {@link LinodeError}, after further attempts where one may succeed.
 */
export function connectLinode(
  { url, token }: LinodeAccess,
  { timeoutMs = REQUEST_TIMEOUT_MS, attempts = ATTEMPTS, onWait }: LinodeRequestLimits = {},
): void {
  disconnect?.();
  const request = baseRequest.interceptors.request.use((config) => {
    config.url = config.url?.replace(PACKAGES_OWN_ADDRESS, url);
    config.headers.set('Authorization', `Bearer ${token}`);
    config.timeout = timeoutMs;
    return config;
  });
  const response = baseRequest.interceptors.response.use(requireData, (failure: Failure) =>
    tryAgain(failure, attempts, onWait),
  );
  disconnect = () => {
    baseRequest.interceptors.request.eject(request);
    baseRequest.interceptors.response.eject(response);
  };
}

/** A portal or a proxy answers with a web page to everything, which reads as an empty list. */
function requireData<T extends Answered>(answer: T): T {
  if (typeof answer.data === 'string' && answer.data !== '') throw noApi(answer);
  return answer;
}

async function tryAgain(failure: Failure, attempts: number, onWait: LinodeRequestLimits['onWait']): Promise<unknown> {
  const { config, response } = failure;
  const attempt = config?.attempt ?? 1;
  if (!config || attempt >= attempts || !mayPass(config, response?.status)) throw linodeError(failure);
  const { what, waitMs: asked } = linodeError(failure);
  const waitMs = Math.min(asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  onWait?.(`${what}; asking again in ${Math.ceil(waitMs / 1000)} seconds (${attempt + 1} of ${attempts})`);
  await sleep(waitMs);
  return baseRequest.request({ ...config, attempt: attempt + 1 } as Request);
}

/** What was refused for its rate was not done; anything else is repeated only where doing it twice changes nothing. */
function mayPass({ method }: Request, status: number | undefined): boolean {
  if (status === 429) return true;
  const repeatable = method === 'get' || method === 'delete';
  return repeatable && (status === undefined || status >= 500);
}
