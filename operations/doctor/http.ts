import { isWebPageType } from '../machine/web-page';

const TIMEOUT_MS = 15_000;

/** An answer to a request, or why there is none. */
export type Answer =
  | { readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly status: undefined; readonly reason: string };

interface Asked {
  readonly headers?: Record<string, string>;
  /** How long to wait. @default 15000 */
  readonly timeoutMs?: number | undefined;
  /** Whether all of the text of a good answer is wanted, not its beginning alone. @default false */
  readonly reads?: boolean;
}

/** Asks an address. Every answer counts as one, errors too. */
export async function ask(
  address: string,
  { headers = {}, timeoutMs = TIMEOUT_MS, reads = false }: Asked = {},
): Promise<Answer> {
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const text = response.ok && !reads ? await beginningOf(response) : await response.text();
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    const { cause, message, name } = error as Error;
    if (name === 'TimeoutError') return { status: undefined, reason: `none in ${timeoutMs / 1000} seconds` };
    return { status: undefined, reason: cause instanceof Error ? cause.message || codeOf(cause) : message };
  }
}

/** The first part of a text, which may be long. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const { value } = await reader.read();
  await reader.cancel().catch(() => undefined);
  return new TextDecoder().decode(value);
}

const codeOf = (error: Error) => String((error as NodeJS.ErrnoException).code ?? error.name);

/** Whether it is there and no web page: a proxy or a portal answers with one to everything. */
export const isData = (answer: Answer): answer is Extract<Answer, { readonly status: number }> =>
  answer.status === 200 && !isWebPage(answer);

/** By its type, or by how it begins where it has no type. */
export const isWebPage = (answer: Answer) =>
  answer.status !== undefined &&
  (isWebPageType(answer.headers.get('content-type') ?? '') || /^\s*<(!doctype html|html)\b/i.test(answer.text));

/** What came back, in words. */
export function answerText(answer: Answer): string {
  if (answer.status === undefined) return `no answer: ${answer.reason}`;
  return `it answers ${answer.status}${isWebPage(answer) ? ' with a web page' : ''}`;
}

/** Whether there may be another answer soon: it has trouble, or was asked too often. */
export const mayPass = ({ status }: Pick<Answer, 'status'>) =>
  status === 429 || (status !== undefined && status >= 500);
