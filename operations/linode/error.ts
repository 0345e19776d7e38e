/** What the Linode API answers when it refuses, as far as it is read here. */
interface Failure {
  readonly message: string;
  readonly config?: { readonly method?: string; readonly url?: string };
  readonly response?: {
    readonly status: number;
    readonly data?: { readonly errors?: readonly { readonly reason: string; readonly field?: string }[] };
  };
}

/** The Linode API refused a request, or could not be reached. */
export class LinodeError extends Error {
  constructor(
    message: string,
    /** Status of the answer; undefined when there was none. */
    readonly status: number | undefined,
  ) {
    super(message);
    this.name = 'LinodeError';
  }
}

const HINTS: Readonly<Record<number, string>> = {
  401: 'LINODE_TOKEN is wrong, expired, or lacks a scope; `lke-platform doctor` tells which',
  403: 'LINODE_TOKEN lacks a scope, or its user a grant',
};

/** Says what was asked and what the answer was. The request itself, which carries the token, stays out of it. */
export function linodeError({ message, config, response }: Failure): LinodeError {
  const request = `${config?.method?.toUpperCase() ?? 'GET'} ${config?.url ?? ''}`.trim();
  if (!response) return new LinodeError(`the Linode API cannot be reached (${request}): ${message}`, undefined);
  const reasons = response.data?.errors?.map(({ reason, field }) => (field ? `${field}: ${reason}` : reason)) ?? [];
  const answer = [response.status, reasons.join('; ')].filter(Boolean).join(' ');
  const hint = HINTS[response.status];
  return new LinodeError(`the Linode API refuses ${request}: ${answer}${hint ? `. ${hint}` : ''}`, response.status);
}

/** Undefined instead of an error that says that there is no such thing. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof LinodeError && error.status === 404) return undefined;
    throw error;
  }
}
