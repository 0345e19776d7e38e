const TIMEOUT_MS = 15_000;

/** An answer to a request, or why there is none. */
export type Answer =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly status: undefined; readonly reason: string };

interface Asked {
  readonly headers?: Record<string, string>;
  /** How long to wait. @default 15000 */
  readonly timeoutMs?: number | undefined;
  /** Whether the text of a good answer is wanted, too. @default false */
  readonly reads?: boolean;
}

/** Asks an address. Every answer counts as one, errors too. */
export async function ask(
  address: string,
  { headers = {}, timeoutMs = TIMEOUT_MS, reads = false }: Asked = {},
): Promise<Answer> {
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const text = response.ok && !reads ? '' : await response.text();
    await response.body?.cancel().catch(() => undefined);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    const { cause, message, name } = error as Error;
    if (name === 'TimeoutError') return { status: undefined, reason: `none in ${timeoutMs / 1000} seconds` };
    return { status: undefined, reason: cause instanceof Error ? cause.message || codeOf(cause) : message };
  }
}

const codeOf = (error: Error) => String((error as NodeJS.ErrnoException).code ?? error.name);

/** Whether it is there and no web page: a proxy or a portal answers with one to everything. */
export const isData = (answer: Answer) => answer.status === 200 && !isWebPage(answer);

const isWebPage = (answer: Answer) =>
  answer.status !== undefined && /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');

/** What came back, in words. */
export function answerText(answer: Answer): string {
  if (answer.status === undefined) return `no answer: ${answer.reason}`;
  return `it answers ${answer.status}${answer.status === 200 && isWebPage(answer) ? ' with a web page' : ''}`;
}

/** Whether there may be another answer soon: it has trouble, or was asked too often. */
export const mayPass = ({ status }: Pick<Answer, 'status'>) =>
  status === 429 || (status !== undefined && status >= 500);
