import { BASELINE_NAMESPACES } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { type ApplicationStatus, readApplications } from '../../argocd/applications';
import { type Check, type Judgement, judged, notApplicable } from '../check';

/** What the file names of applications: those of the baseline, and those of the environment that is looked at. */
export interface NamedApplications {
  readonly baseline: readonly string[];
  readonly ofEnvironment: readonly string[];
}

/** The applications of the baseline and of the environment that the platform names are synced and healthy. */
export const argoCd: Check = {
  name: 'argo-cd',
  run: async ({ client, platform, environment }) =>
    judgeApplications(namedIn(platform, environment.namespace), await readApplications(client)),
};

export function namedIn({ applications }: Pick<Platform, 'applications'>, namespace: string): NamedApplications {
  const namesOf = (isOne: (destination: string) => boolean) =>
    applications.filter(({ destinationNamespace }) => isOne(destinationNamespace)).map(({ name }) => name);
  return {
    baseline: namesOf((it) => BASELINE_NAMESPACES.some((baseline) => baseline === it)),
    ofEnvironment: namesOf((it) => it === namespace),
  };
}

/**
 * Of the baseline, everything is synced and healthy. An application of the environment that was never deployed waits for
 * `ready`, which this is asked for; one that was is healthy. It may be behind its repository: it waits for a person.
 *
 * @param found undefined where Argo CD is not installed
 */
export function judgeApplications(
  { baseline, ofEnvironment }: NamedApplications,
  found: readonly ApplicationStatus[] | undefined,
): Judgement {
  if (!found) return notApplicable('Argo CD is not installed');
  if (baseline.length + ofEnvironment.length === 0) {
    return notApplicable('the platform names no application of the baseline or of the environment');
  }
  const statusOf = (name: string) => found.find((it) => it.name === name);
  const failures = [
    ...baseline.flatMap((name) => failuresOf(name, statusOf(name), ['health', 'sync'])),
    ...ofEnvironment
      .filter((name) => statusOf(name)?.isDeployed)
      .flatMap((name) => failuresOf(name, statusOf(name), ['health'])),
  ];
  return judged(failures, [...baseline, ...ofEnvironment].map((name) => told(name, statusOf(name))).join(', '));
}

const GOOD = { health: 'Healthy', sync: 'Synced' } as const;

function failuresOf(
  name: string,
  status: ApplicationStatus | undefined,
  asked: readonly (keyof typeof GOOD)[],
): readonly string[] {
  if (!status) return [`${name} is missing`];
  const wrong = asked.filter((what) => status[what] !== GOOD[what]).map((what) => status[what]);
  if (wrong.length === 0) return [];
  const reasons = [...status.errors, ...(status.operation?.phase === 'Failed' ? [status.operation.message] : [])];
  return [[`${name} is ${wrong.join(' and ')}`, ...reasons].join(': ')];
}

const told = (name: string, status: ApplicationStatus | undefined) =>
  status ? `${name} is ${status.health} and ${status.sync}` : `${name} is not there yet`;
