/** One thing that is wrong, as errors of operations carry it. */
export interface NamedProblem {
  readonly what: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

export interface ProblemMore {
  readonly detail?: string;
  readonly usedAt?: string;
  /** Seconds to wait, which a header says. */
  readonly retryAfter?: number;
  readonly problems?: readonly NamedProblem[];
  /** What it is for the log. */
  readonly cause?: Error;
}

/** A refusal that the caller is told (RFC 9457). */
export class ServiceProblem extends Error {
  override readonly name = 'ServiceProblem';
  constructor(
    readonly status: number,
    readonly title: string,
    readonly more: ProblemMore = {},
  ) {
    super(title, more.cause && { cause: more.cause });
  }

  /** As the server calls it. */
  get statusCode(): number {
    return this.status;
  }
}

/** Errors of operations that tell the caller what is wrong, and the status that each is answered with. */
const TOLD: Readonly<Record<string, number>> = { AccessRefused: 422, LifecycleRefused: 422 };

/** What an error is answered with. Of an error that nobody foresaw the caller learns nothing; the log does. */
export function problemOf(error: unknown): ServiceProblem {
  if (error instanceof ServiceProblem) return error;
  const refused = refusals(error);
  if (refused) return refused;
  const { name, problems, statusCode, validation, message } = error as Partial<Foreseen>;
  const status = TOLD[name ?? ''];
  if (status !== undefined && problems) return new ServiceProblem(status, 'this is refused', { problems });
  if (validation && statusCode !== 500)
    return new ServiceProblem(400, 'the request is not as the description says', { detail: message ?? '' });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new ServiceProblem(statusCode, titles[statusCode] ?? 'this cannot be taken');
  return FAILED;
}

/** What callers learn of an error that nobody foresaw. */
export const FAILED = new ServiceProblem(500, 'something went wrong', { detail: 'The log of the service says what.' });

/** Of several ways in that are all closed, the one that the caller has tried. */
function refusals(error: unknown): ServiceProblem | undefined {
  const { errors } = error as { errors?: unknown };
  const all = Array.isArray(errors) ? errors.filter((one) => one instanceof ServiceProblem) : [];
  return all.find(({ status }) => status === 403) ?? all.find(({ more }) => more.detail !== undefined) ?? all[0];
}

interface Foreseen {
  readonly name: string;
  readonly message: string;
  readonly problems: readonly NamedProblem[];
  readonly statusCode: number;
  readonly validation: unknown;
}

const titles: Readonly<Record<number, string>> = {
  404: 'there is nothing here',
  405: 'this cannot be done here',
  413: 'the request is too large',
  415: 'this kind of body is not taken',
  429: 'too many requests',
};

/** Most that is said of one thing, in characters: as the OpenAPI file has it. */
const LONGEST = 2000;

/** A problem as it is sent. */
export const problemBody = ({ status, title, more: { detail, usedAt, problems } }: ServiceProblem) => ({
  type: 'about:blank',
  title,
  status,
  ...(detail !== undefined && { detail: detail.slice(0, LONGEST) }),
  ...(usedAt !== undefined && { used_at: usedAt }),
  ...(problems && {
    problems: problems.slice(0, 100).map(({ what, where, given, allowed, fix }) => ({
      what: what.slice(0, LONGEST),
      ...(where !== undefined && { where: where.slice(0, 300) }),
      ...(given !== undefined && { given: given.slice(0, LONGEST) }),
      ...(allowed !== undefined && { allowed: allowed.slice(0, LONGEST) }),
      ...(fix !== undefined && { fix: fix.slice(0, LONGEST) }),
    })),
  }),
});
