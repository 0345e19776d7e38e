import type { EnvironmentName } from '../entities/environment';
import { namespaceOf } from '../naming';

/** A PriorityClass of Kubernetes: pods of a higher one are placed first, and others make room for them. */
export interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly description: string;
}

/** What serves everybody goes before what it serves. Kubernetes' own classes begin at 2,000,000,000. */
export const BASELINE_PRIORITY: PriorityClass = {
  name: 'lke-platform-baseline',
  value: 1_000_000,
  description: 'Pods of the baseline, which serves every environment.',
};

const VALUES: Readonly<Record<EnvironmentName, number>> = {
  system: 500_000,
  production: 400_000,
  staging: 200_000,
  development: 100_000,
};

/** The class of an environment's pods; nobody else's pods have it. It has the name of the namespace. */
export const priorityClassOf = (environment: EnvironmentName): PriorityClass => ({
  name: namespaceOf(environment),
  value: VALUES[environment],
  description: `Pods of the environment ${environment}.`,
});
