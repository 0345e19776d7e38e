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

/** What came back, in words. */
export const answerText = (answer: Answer) =>
  answer.status === undefined ? `no answer: ${answer.reason}` : `it answers ${answer.status}`;

/** Whether there may be another answer soon: it has trouble, or was asked too often. */
export const mayPass = ({ status }: Pick<Answer, 'status'>) =>
  status === 429 || (status !== undefined && status >= 500);
