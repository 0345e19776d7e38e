/** What the Linode API answers when it refuses, as far as it is read here. */
interface Failure {
  readonly message: string;
  readonly config?: { readonly method?: string; readonly url?: string };
  readonly response?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly data?: { readonly errors?: readonly { readonly reason: string; readonly field?: string }[] };
  };
}

/** The Linode API refused a request, or could not be reached. */
export class LinodeError extends Error {
  constructor(
    /** What was asked, and what came of it. */
    readonly what: string,
    /** Status of the answer; undefined when there was none. */
    readonly status: number | undefined,
    hint?: string,
    /** How long the API asks to wait before the next request. */
    readonly waitMs?: number,
    /** What was asked, as it stands in `what`. */
    readonly request?: string,
  ) {
    super(hint === undefined ? what : `${what.replace(/\.$/, '')}. ${hint}`);
    this.name = 'LinodeError';
  }
}

/** One text for each trouble: an API that is down refuses every request alike, and that is told once. */
export function troublesOf(errors: readonly Error[]): string[] {
  const requests = new Map<string, string[]>();
  for (const error of errors) {
    const request = error instanceof LinodeError ? error.request : undefined;
    const trouble = request === undefined ? error.message : error.message.replace(request, REQUEST);
    requests.set(trouble, [...(requests.get(trouble) ?? []), ...(request === undefined ? [] : [request])]);
  }
  return [...requests].map(([trouble, asked]) => trouble.replace(REQUEST, () => [...new Set(asked)].sort().join(', ')));
}

/** Stands for what was asked. */
const REQUEST = '{request}';

const HINTS: Readonly<Record<number, string>> = {
  401: 'LINODE_TOKEN is wrong, expired, or lacks a scope; `lke-platform doctor` tells which',
  403: 'LINODE_TOKEN lacks a scope, or its user a grant',
  429: 'It was asked too often; wait a minute, then run the command again',
};
const TROUBLE = 'Linode may have trouble (https://status.linode.com); run the command again later';
const UNREACHABLE = 'Fix the network, or correct sources.linodeApi, LKE_PLATFORM_LINODE_API or LINODE_URL';

/** Says what was asked and what the answer was. The request itself, which carries the token, stays out of it. */
export function linodeError({ message, config, response }: Failure): LinodeError {
  const request = requestText(config);
  if (!response) {
    return new LinodeError(
      `the Linode API cannot be reached (${request}): ${message}`,
      undefined,
      UNREACHABLE,
      undefined,
      request,
    );
  }
  const reasons = response.data?.errors?.map(({ reason, field }) => (field ? `${field}: ${reason}` : reason)) ?? [];
  const answer = [response.status, reasons.join('; ')].filter(Boolean).join(' ');
  const hint = response.status >= 500 ? TROUBLE : HINTS[response.status];
  const what = `the Linode API refuses ${request}: ${answer}`;
  return new LinodeError(what, response.status, hint, waitOf(response), request);
}

/** Says that what answered is another thing than the API, such as the page of a portal that wants a login. */
export function noApi({ config, status }: Pick<Failure, 'config'> & { readonly status: number }): LinodeError {
  const request = requestText(config);
  const what = `what answers ${request} is not the Linode API: it answers ${status} with something else, such as a web page`;
  return new LinodeError(what, status, UNREACHABLE, undefined, request);
}

const requestText = (config: Failure['config']) =>
  `${config?.method?.toUpperCase() ?? 'GET'} ${config?.url ?? ''}`.trim();

/** The header Retry-After in milliseconds; undefined if there is none. */
function waitOf({ headers }: NonNullable<Failure['response']>): number | undefined {
  const seconds = Number(headers?.['retry-after']);
  return seconds > 0 ? seconds * 1000 : undefined;
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
