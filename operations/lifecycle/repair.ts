import type { EnvironmentName } from '../../model/entities/environment';
import {
  MAX_REPAIR_MINUTES,
  REPAIR_CREDENTIAL_KEY,
  REPAIR_UNTIL_KEY,
  REPAIR_USER_KEY,
  REPAIRABLE,
} from '../../model/lifecycle/admission/repair';
import { exemptUsers } from '../../model/lifecycle/admission/controllers';
import type { AuditRecorder } from '../audit/record';
import type { KubernetesClient } from '../kubernetes/client';
import { clockOf } from '../access/clock';
import { recorded } from '../audit/recorded';
import { patchNamespace } from './label';
import { LifecycleRefused, type LifecycleProblem } from './refused';
import type { Status } from '../../model/lifecycle/status';

/** Who may deploy a fix, and for how long. */
export interface RepairTerms {
  /** As the API server calls them, such as `system:serviceaccount:lke-platform-access:production-app-team`. */
  readonly user: string;
  /** Id of one credential of that user, as the API server calls it: `JTI=…`. @default - any of them */
  readonly credential: string | undefined;
  readonly minutes: number;
}

/** A gate that is open for one. */
export interface Repair extends RepairTerms {
  /** ISO 8601, by the clock of the API server. */
  readonly until: string;
}

/** Of everybody who holds the kubeconfig of the cluster, and of nobody in particular. */
const SHARED = ['system:serviceaccount:kube-system:lke-admin', 'system:admin', 'system:anonymous'];

/** The pattern of a user: what CEL and an annotation take as it is. */
const USER = /^[^\s'"\\]{1,253}$/;

/**
 * Opens the gate of an environment for one user, so that a fix can be deployed before it is validated. The API server
 * ends it by its own clock.
 *
 * @throws {LifecycleRefused} when there is nothing to fix, or not for that user
 */
export async function openRepair(
  client: KubernetesClient,
  audit: AuditRecorder,
  environment: EnvironmentName,
  { status, ...terms }: RepairTerms & { readonly status: Status },
): Promise<Repair> {
  const problems = problemsWith(environment, status, terms);
  if (problems.length > 0) throw new LifecycleRefused(problems);
  const now = await clockOf(client);
  // In whole seconds, as CEL compares them.
  const until = new Date(Math.floor(now.getTime() / 1000) * 1000 + terms.minutes * 60_000)
    .toISOString()
    .replace('.000Z', 'Z');
  const entry = {
    ...{ chain: environment, kind: 'repair', what: `${terms.user} may deploy a fix in ${environment} until ${until}` },
    details: { user: terms.user, credential: terms.credential ?? null, until },
  };
  await recorded(audit, entry, () =>
    annotate(client, environment, {
      [REPAIR_USER_KEY]: terms.user,
      [REPAIR_UNTIL_KEY]: until,
      [REPAIR_CREDENTIAL_KEY]: terms.credential ?? null,
    }),
  );
  return { ...terms, until };
}

/** Closes the gate again before its time. */
export async function closeRepair(
  client: KubernetesClient,
  audit: AuditRecorder,
  environment: EnvironmentName,
): Promise<void> {
  const entry = { chain: environment, kind: 'repair-end', what: `nobody may deploy a fix in ${environment} any more` };
  await recorded(audit, entry, () =>
    annotate(client, environment, {
      [REPAIR_USER_KEY]: null,
      [REPAIR_UNTIL_KEY]: null,
      [REPAIR_CREDENTIAL_KEY]: null,
    }),
  );
}

async function annotate(
  client: KubernetesClient,
  environment: EnvironmentName,
  annotations: Readonly<Record<string, string | null>>,
): Promise<void> {
  if (await patchNamespace(client, environment, { annotations })) return;
  throw new LifecycleRefused([
    { what: `${environment} has no namespace yet`, fix: `npx lke-platform apply ${environment}` },
  ]);
}

function problemsWith(
  environment: EnvironmentName,
  status: Status,
  { user, minutes }: RepairTerms,
): LifecycleProblem[] {
  const problems: LifecycleProblem[] = [];
  if (!REPAIRABLE.includes(status)) {
    const fix =
      status === 'ready' ? 'deploy as usual: the gate is open' : `npx lke-platform environment status ${environment}`;
    problems.push({
      what: `${environment} is ${status}, in which nothing is repaired`,
      allowed: `an environment that is ${REPAIRABLE.join(' or ')}`,
      fix,
    });
  }
  if (!USER.test(user)) {
    problems.push({
      ...{ what: 'this is not the name of a user', where: '--user', given: user },
      allowed: 'a name as the API server calls it, without blanks and quotes: kubectl auth whoami',
    });
  } else if (SHARED.includes(user) || exemptUsers([]).includes(user)) {
    problems.push({
      ...{ what: 'this is nobody in particular', where: '--user', given: user },
      allowed: 'one person, a role of the environment, or a deployer such as the application controller of Argo CD',
    });
  }
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_REPAIR_MINUTES) {
    problems.push({
      ...{ what: 'this is not a time to deploy a fix in', where: '--minutes', given: String(minutes) },
      allowed: `a whole number from 1 to ${MAX_REPAIR_MINUTES}`,
    });
  }
  return problems;
}
