import { GATE_REFUSAL } from '../../../model/lifecycle/admission/gate';
import { BASELINE_NAMESPACES, STATUS_KEY } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { type ApplicationStatus, readApplications } from '../../argocd/applications';
import { type Check, type Judgement, judged, notApplicable } from '../check';

/** An application that the file names for an environment. */
export interface NamedApplication {
  readonly name: string;
  /** Whether Argo CD keeps the cluster as the repository, or the approved commit, says, so that no person syncs it. */
  readonly isKept: boolean;
}

/** What the file names of applications: those of the baseline, and those of the environment that is looked at. */
export interface NamedApplications {
  readonly baseline: readonly string[];
  readonly ofEnvironment: readonly NamedApplication[];
  /** Whether the environment takes workloads. Where not, what its gate holds back is nobody's failure. */
  readonly isReady: boolean;
}

/**
 * The applications of the baseline and of the environment that the platform names are synced and healthy, and Argo CD
 * knows of nothing that it could not do.
 */
export const argoCd: Check = {
  name: 'argo-cd',
  run: async ({ client, platform, environment: { namespace } }) => {
    const labels = (await client.get(`/api/v1/namespaces/${namespace}`))?.metadata.labels;
    const named = { ...namedIn(platform, namespace), isReady: labels?.[STATUS_KEY] === 'ready' };
    return judgeApplications(named, await readApplications(client));
  },
};

export function namedIn(
  { applications, argoCd: { enabled } }: Pick<Platform, 'applications' | 'argoCd'>,
  namespace: string,
): Omit<NamedApplications, 'isReady'> {
  const at = (isOne: (destination: string) => boolean) =>
    applications.filter(({ destinationNamespace }) => isOne(destinationNamespace));
  return {
    baseline: at((it) => BASELINE_NAMESPACES.some((baseline) => baseline === it)).map(({ name }) => name),
    ofEnvironment: at((it) => it === namespace).map(({ name, approval, syncPolicy }) => ({
      name,
      // Where the platform installs Argo CD, what waits for a person keeps to the commit that was approved last.
      isKept: syncPolicy.automated || (enabled && approval === 'manual'),
    })),
  };
}

/**
 * Of the baseline, everything is synced and healthy. An application of the environment that was never deployed waits for
 * `ready`, which this is asked for; one that was is healthy, and synced if Argo CD keeps it so. What a person syncs may be
 * behind its repository, as long as Argo CD can tell.
 *
 * @param found undefined where Argo CD is not installed
 */
export function judgeApplications(
  { baseline, ofEnvironment, isReady }: NamedApplications,
  found: readonly ApplicationStatus[] | undefined,
): Judgement {
  if (!found) return notApplicable('Argo CD is not installed');
  if (baseline.length + ofEnvironment.length === 0) {
    return notApplicable('the platform names no application of the baseline or of the environment');
  }
  const statusOf = (name: string) => found.find((it) => it.name === name);
  const failures = [
    ...baseline.flatMap((name) => {
      const status = statusOf(name);
      return status ? failuresOf(status, SYNCED) : [`${name} is missing`];
    }),
    ...ofEnvironment.flatMap(({ name, isKept }) => {
      const status = statusOf(name);
      if (!status?.isDeployed) return [];
      return failuresOf(isReady ? status : withoutGate(status), isKept ? SYNCED : SYNCED_BY_HAND);
    }),
  ];
  const names = [...baseline, ...ofEnvironment.map(({ name }) => name)];
  return judged(failures, names.map((name) => told(name, statusOf(name))).join(', '));
}

const SYNCED = ['Synced'];
const SYNCED_BY_HAND = [...SYNCED, 'OutOfSync'];
const FAILED = ['Failed', 'Error'];

/** @param right what may be said of whether the cluster is what it should be */
function failuresOf(status: ApplicationStatus, right: readonly string[]): readonly string[] {
  const { name, health, sync, errors, operation } = status;
  const wrong = [...(health === 'Healthy' ? [] : [health]), ...(right.includes(sync) ? [] : [sync])];
  const hasFailed = operation !== undefined && FAILED.includes(operation.phase);
  const reasons = new Set([...errors, ...(hasFailed ? [operation.message || 'its last operation failed'] : [])]);
  if (wrong.length + reasons.size === 0) return [];
  return [[`${name} is ${wrong.length > 0 ? wrong.join(' and ') : `${health} and ${sync}`}`, ...reasons].join(': ')];
}

/**
 * An application as it is but for what the gate of its environment refuses: that is synced once the environment is ready,
 * which it could never become otherwise.
 */
function withoutGate(status: ApplicationStatus): ApplicationStatus {
  const { errors, operation, sync } = status;
  const isOfGate = (text: string) => text.includes(GATE_REFUSAL);
  const isHeld = operation !== undefined && isOfGate(operation.message);
  if (!isHeld && !errors.some(isOfGate)) return status;
  return {
    ...status,
    sync: sync === 'OutOfSync' ? 'Synced' : sync,
    errors: errors.filter((error) => !isOfGate(error)),
    operation: isHeld ? undefined : operation,
  };
}

const told = (name: string, status: ApplicationStatus | undefined) =>
  status ? [`${name} is ${status.health} and ${status.sync}`, ...status.errors].join(': ') : `${name} is not there yet`;
