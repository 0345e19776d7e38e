import type { EnvironmentName } from '../entities/environment';
import type { EnvironmentFile } from '../platform-file';

type HandoffFile = NonNullable<EnvironmentFile['handoff']>;

/** What an application team is told about an environment, complete. */
export interface Handoff extends HandoffFile {
  readonly deploymentSteps: string[];
}

/** What a team does where the file does not say: a Helm chart, deployed by Argo CD. */
export const usualSteps = (environment: EnvironmentName): string[] => [
  `Ask a platform engineer for access to ${environment}.`,
  `Give the pods of your Helm chart the nodeSelector and the tolerations of ${environment}, and resource requests.`,
  `Add the chart to applications of platform.yaml, with destinationNamespace env-${environment}, by a pull request.`,
  'Sync the application in Argo CD once the pull request is merged, and see it become healthy.',
];

/** Fills in the steps of a hand-off contract. */
export const deriveHandoff = (environment: EnvironmentName, handoff: HandoffFile): Handoff => ({
  ...handoff,
  deploymentSteps: handoff.deploymentSteps ?? usualSteps(environment),
});
