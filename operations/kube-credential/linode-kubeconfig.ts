import { setTimeout } from 'node:timers/promises';
import type { LinodeAccess } from '../linode/access';

/** How long to go on asking. */
export interface Retries {
  /** Attempts in all. */
  readonly attempts: number;
  /** Wait before the second attempt; it doubles each time, up to half a minute. */
  readonly firstWaitMs: number;
}

/** A minute and a half: the provider has waited for a new cluster already. */
const DEFAULT_RETRIES: Retries = { attempts: 8, firstWaitMs: 1000 };
const LONGEST_WAIT_MS = 30_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** How long a failure is worth asking again: a busy API will answer, a wrong address will not. */
type Retry = 'patiently' | 'briefly' | 'never';
const BRIEF_ATTEMPTS = 3;

/**
 * Reads the kubeconfig of an LKE cluster. It asks by itself, not through `operations/linode`: every engine run starts
 * this from a bundle of its own, which the package for the Linode API would make many times as large.
 *
 * @returns YAML
 * @throws {Error} when the API refuses, or goes on failing
 */
export async function fetchKubeconfig(
  clusterId: string,
  api: LinodeAccess,
  { attempts, firstWaitMs } = DEFAULT_RETRIES,
): Promise<string> {
  const url = `${api.url}/lke/clusters/${encodeURIComponent(clusterId)}/kubeconfig`;
  if (!URL.canParse(url)) throw new Error(`the address of the Linode API is not a URL: ${api.url}`);
  const attemptsOf = { patiently: attempts, briefly: Math.min(attempts, BRIEF_ATTEMPTS), never: 1 };
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(url, api.token);
    if ('kubeconfig' in answer) return answer.kubeconfig;
    if (attempt >= attemptsOf[answer.retry]) {
      const effort = attempt > 1 ? ` (after ${attempt} attempts)` : '';
      throw new Error(`no kubeconfig of cluster ${clusterId} from ${new URL(url).origin}${effort}: ${answer.reason}`);
    }
    await setTimeout(answer.waitMs ?? Math.min(firstWaitMs * 2 ** (attempt - 1), LONGEST_WAIT_MS));
  }
}

type Answer = { kubeconfig: string } | { reason: string; retry: Retry; waitMs?: number };

async function ask(url: string, token: string): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    return { reason: cause?.code ?? (cause?.message || message), retry: 'briefly' };
  }
  const body = (await response.json().catch(() => ({}))) as {
    kubeconfig?: unknown;
    errors?: readonly { reason?: string }[];
  };
  if (response.ok && typeof body.kubeconfig === 'string') {
    return { kubeconfig: Buffer.from(body.kubeconfig, 'base64').toString('utf8') };
  }
  return refusal(response, body.errors?.flatMap(({ reason }) => reason ?? []).join(', ') ?? '');
}

const HINTS: Readonly<Record<number, string>> = {
  200: 'the answer holds no kubeconfig, so this may not be the Linode API',
  401: 'LINODE_TOKEN is wrong, revoked or expired',
  403: 'LINODE_TOKEN needs the scope lke:read_write',
  404: 'LINODE_TOKEN belongs to another account, or the cluster is gone',
};

function refusal({ status, statusText, headers }: Response, reasons: string): Answer {
  const retryAfter = Number(headers.get('retry-after'));
  return {
    reason: [`${status} ${reasons || statusText}`, HINTS[status]].filter(Boolean).join('; '),
    retry: status === 429 || status >= 500 ? 'patiently' : 'never',
    ...(retryAfter > 0 && { waitMs: Math.min(retryAfter * 1000, LONGEST_WAIT_MS) }),
  };
}
