const TIMEOUT_MS = 15_000;

/** An answer to a request, or why there is none. */
export type Answer =
  { readonly status: number; readonly headers: Headers } | { readonly status: undefined; readonly reason: string };

/** Asks an address. Every answer counts as one, errors too. */
export async function ask(address: string, headers: Record<string, string> = {}): Promise<Answer> {
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    return { status: response.status, headers: response.headers };
  } catch (error) {
    const { cause, message } = error as Error;
    return { status: undefined, reason: cause instanceof Error ? cause.message : message };
  }
}

/** What came back, in words. */
export const answerText = (answer: Answer) =>
  answer.status === undefined ? `no answer: ${answer.reason}` : `it answers ${answer.status}`;
