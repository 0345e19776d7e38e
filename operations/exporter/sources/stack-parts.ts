import { STACK_PARTS, type StackPart } from '../../../model/exporter-settings';

/** Base address of each part, such as `http://loki.monitoring:3100`. */
export type PartAddresses = Readonly<Record<StackPart, string>>;

/** What a part answered. */
export interface PartState {
  readonly ready: boolean;
  /** Why not, in a line; undefined where it is ready. */
  readonly because: string | undefined;
}
export type PartStates = Readonly<Record<StackPart, PartState>>;

/** How each part is asked. The collector's Service has no port for its health: an export of nothing shows that it takes one. */
const QUESTIONS: Readonly<Record<StackPart, { readonly path: string; readonly body?: string }>> = {
  prometheus: { path: '/-/ready' },
  alertmanager: { path: '/-/ready' },
  grafana: { path: '/api/health' },
  loki: { path: '/ready' },
  tempo: { path: '/ready' },
  collector: { path: '/v1/metrics', body: '{}' },
};

/** Asks all parts at the same time. Never rejects. @param timeoutMs how long to wait for each */
export async function askParts(addresses: PartAddresses, timeoutMs: number): Promise<PartStates> {
  const states = await Promise.all(
    STACK_PARTS.map(async (part) => [part, await ask(part, addresses[part], timeoutMs)] as const),
  );
  return Object.fromEntries(states) as unknown as PartStates;
}

async function ask(part: StackPart, address: string, timeoutMs: number): Promise<PartState> {
  const { path, body } = QUESTIONS[part];
  const content = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  try {
    const url = `${address.replace(/\/+$/, '')}${path}`;
    const answer = await fetch(url, { ...content, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    // The rest of it is of no interest, and an open body would keep the connection.
    await answer.body?.cancel();
    return answer.ok
      ? { ready: true, because: undefined }
      : { ready: false, because: `${path} answered ${answer.status}` };
  } catch (error) {
    return { ready: false, because: reasonOf(error as Error) };
  }
}

/** fetch wraps what happened to the connection. */
function reasonOf({ name, message, cause }: Error): string {
  if (name === 'TimeoutError') return 'no answer in time';
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : message;
}
