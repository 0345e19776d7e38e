import { rolloutsOf, type RolloutApplication } from '../../../model/derive/rollouts';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import { namespaceOf } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { exampleData, platformOf } from '../platforms';

const automatic = { automated: true, selfHeal: true };

/** The example, with charts of this repository in the baseline and in every environment. */
export const deployedPlatform = (): Platform =>
  platformOf({
    ...exampleData(),
    argoCd: { enabled: true },
    applications: [
      ...(
        [
          ['baseline-observability', 'monitoring'],
          ['ingress', 'ingress'],
        ] as const
      ).map(([name, destinationNamespace]) => ({
        ...{ name, destinationNamespace, sourceRepo: `infra/helm/${name}`, syncPolicy: automatic },
      })),
      ...ENVIRONMENT_NAMES.map((name) => ({
        name: `${name}-environment`,
        sourceRepo: 'infra/helm/environment',
        destinationNamespace: namespaceOf(name),
      })),
    ],
  });

/** What Terraform knows of a cluster once it is there. */
const CLUSTER = { clusterId: '4242', firewallId: '4711' };

function applicationOf(platform: Platform, name: string): RolloutApplication {
  const application = rolloutsOf(platform, CLUSTER)
    .flatMap(({ applications }) => applications)
    .find((it) => it.name === name);
  if (!application) throw new Error(`there is no application ${name}`);
  return application;
}

/** What Argo CD tells a chart of the baseline. */
export const baselineFacts = (platform: Platform, chart: 'ingress' | 'baseline-observability') =>
  applicationOf(platform, chart).values;

/** What Argo CD tells a chart of an environment. */
export const environmentFacts = (platform: Platform, name: EnvironmentName) =>
  applicationOf(platform, `${name}-environment`).values;

/** Kinds without a namespace that Argo CD lets charts of the baseline make. */
export const kindsOfBaseline = (platform: Platform) =>
  rolloutsOf(platform, CLUSTER).find(({ name }) => name === 'baseline')?.clusterKinds ?? [];
