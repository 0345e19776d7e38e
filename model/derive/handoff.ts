import type { EnvironmentName } from '../entities/environment';
import { namespaceOf } from '../naming';
import type { EnvironmentFile, PlatformFile } from '../platform-file';
import { approvalOf, deriveApplications } from './application';

type HandoffFile = NonNullable<EnvironmentFile['handoff']>;

/** What an application team is told about an environment, complete. */
export interface Handoff extends HandoffFile {
  readonly deploymentSteps: string[];
}

/** What decides how applications get into an environment. */
type Deployed = Pick<PlatformFile, 'argoCd' | 'applications'>;

/** What a team does where the file does not say: a Helm chart, deployed by Argo CD where the platform has it. */
export const usualSteps = (environment: EnvironmentName, file: Deployed): string[] => [
  `Ask a platform engineer for access to ${environment}.`,
  `Give the pods of your Helm chart runtimeClassName: env-${environment}, and resource requests.`,
  ...(file.argoCd.enabled ? byArgoCd(environment, file) : byHand),
];

/** An application team has no right to Secrets, where helm keeps its releases otherwise. */
const byHand = [
  'Deploy the chart with HELM_DRIVER=configmap helm and the kubeconfig that you got, and see its pods become ready.',
];

/** What lets a commit through that is merged and applied, by who does: in order, the strictest first. */
const LET_THROUGH = {
  approved: {
    among: 'Where the application waits for an approval',
    step: 'ask a platform engineer to approve the commit once that is merged and applied, and see the application become healthy.',
  },
  automated: {
    among: 'Where Argo CD syncs it by itself',
    step: 'wait until that is merged and applied, and see Argo CD sync the application and it become healthy.',
  },
  byHand: {
    among: 'Where nobody else does',
    step: 'sync the application with kubectl once that is merged and applied, and see it become healthy.',
  },
} as const;

type LetThrough = keyof typeof LET_THROUGH;

const byArgoCd = (environment: EnvironmentName, file: Deployed): string[] => {
  const ways = waysInto(environment, file);
  return [
    `Add the chart to applications of platform.yaml, with destinationNamespace env-${environment}, by a pull request.`,
    ...ways.map((way) => {
      const { among, step } = LET_THROUGH[way];
      return ways.length > 1 ? `${among}, ${step}` : `${step.charAt(0).toUpperCase()}${step.slice(1)}`;
    }),
  ];
};

/** How the applications of an environment get through; of one without any, as its first one would by default. */
function waysInto(environment: EnvironmentName, { applications }: Deployed): readonly LetThrough[] {
  const destinationNamespace = namespaceOf(environment);
  const here = deriveApplications(applications).filter((it) => it.destinationNamespace === destinationNamespace);
  const found = here.map(({ approval, syncPolicy }): LetThrough => {
    if (approval === 'manual') return 'approved';
    return syncPolicy.automated ? 'automated' : 'byHand';
  });
  if (found.length === 0)
    return [approvalOf({ destinationNamespace }, applications) === 'manual' ? 'approved' : 'byHand'];
  return (['approved', 'automated', 'byHand'] as const).filter((way) => found.includes(way));
}

/** Fills in the steps of a hand-off contract. */
export const deriveHandoff = (environment: EnvironmentName, handoff: HandoffFile, file: Deployed): Handoff => ({
  ...handoff,
  deploymentSteps: handoff.deploymentSteps ?? usualSteps(environment, file),
});
