import type { Environment } from '../../model/derive/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { loadPlatform } from '../../model/load';
import type { Status } from '../../model/lifecycle/status';
import { transitionsFrom } from '../../model/lifecycle/transitions';
import { NotWritable, withRetired } from './platform-file';
import type { RetirementProblem } from './refused';
import { type Claim, fateProblems } from './volumes';

/** What is known of an environment that shall be retired. */
export interface Judged {
  readonly environment: Environment;
  readonly status: Status;
  /** Whether its namespace is there, and not on its way out. */
  readonly isThere: boolean;
  readonly claims: readonly Claim[];
  /** What is said of claims, now or before. */
  readonly fates: Readonly<Record<string, string>>;
  /** What was said now; what was said before may be of claims that are gone. */
  readonly given: Readonly<Record<string, string>>;
  /** The platform file, and its text. */
  readonly file: string;
  readonly text: string;
  readonly variables: EnvironmentVariables;
}

/** Everything that stands against the retirement of an environment; nothing where it can begin, or go on. */
export function standsAgainst(judged: Judged): RetirementProblem[] {
  const { environment, status, isThere } = judged;
  const { name } = environment;
  if (name === 'system') {
    return [
      {
        what: 'system cannot be retired: every other environment stands on it',
        fix: 'it goes with the platform: npx lke-platform destroy --platform --export <folder>',
      },
    ];
  }
  // A former run came so far that the status is `retired`, and goes on.
  if (status !== 'retired' && !isThere) {
    return [
      {
        what: `there is no namespace ${environment.namespace}, and so nothing to back up: ${name} cannot be retired`,
        fix: `remove what is left of it: npx lke-platform destroy ${name}`,
      },
    ];
  }
  return [...statusProblems(name, status), ...claimProblems(judged), ...fileProblems(judged)];
}

function statusProblems(name: string, status: Status): RetirementProblem[] {
  if (status === 'ready' || status === 'retired') return [];
  const next = transitionsFrom(status).map(({ to, event }) => `${to} (${event})`);
  return [
    {
      what: `${name} is ${status}, and only an environment that is ready is retired`,
      given: status,
      allowed: `ready; from ${status} it gets to ${next.join(' or ')}`,
      fix: `bring it to ready first: npx lke-platform environment verify ${name}; to let it go without a backup: npx lke-platform destroy ${name}`,
    },
  ];
}

/** What was said before of claims that are gone by now does not count. */
function claimProblems({ environment, isThere, claims, fates, given }: Judged): RetirementProblem[] {
  if (!isThere) return [];
  const known = Object.entries(fates).filter(([claim]) => claim in given || claims.some((it) => it.name === claim));
  return fateProblems(environment.name, claims, Object.fromEntries(known));
}

/** The file is judged as it is going to be. */
function fileProblems({ environment: { name, retired }, file, text, variables }: Judged): RetirementProblem[] {
  if (retired) return [];
  try {
    const { problems } = loadPlatform(withRetired(text, name), { file, environment: variables });
    return problems.filter(({ severity }) => severity === 'error');
  } catch (error) {
    if (!(error instanceof NotWritable)) throw error;
    return [{ what: error.message, file, fix: `write retired: true into environments.${name} yourself, and go on` }];
  }
}
