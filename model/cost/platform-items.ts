import { BASELINE_VOLUMES } from '../baseline-volumes';
import { INGRESS_NAMESPACE } from '../derive/ingress';
import type { EnvironmentName } from '../entities/environment';
import type { Tier } from '../entities/cluster';
import type { Item } from './item';

/** What is paid for of a platform, as far as its file says. */
export interface Payable {
  readonly cluster: { readonly region: string; readonly tier: Tier; readonly highAvailability: boolean };
  readonly network: { readonly firewall?: { readonly attachedTo: string } | undefined };
  readonly environments: readonly PayableEnvironment[];
  readonly applications: readonly { readonly destinationNamespace: string }[];
}

interface PayableEnvironment {
  readonly name: EnvironmentName;
  /** Nothing is paid for one that is. @default false */
  readonly retired?: boolean | undefined;
  readonly nodePools: readonly PayablePool[];
  readonly quota: { readonly loadBalancers: number };
  readonly domains: readonly string[];
  readonly handoff?: unknown;
}

interface PayablePool {
  readonly name: string;
  readonly instanceType: string;
  readonly count: number;
  readonly maxCount?: number | undefined;
}

/** Everything of a platform that is paid for by the month, first that of the environments. */
export function itemsOf(platform: Payable): Item[] {
  const { cluster } = platform;
  const environments = platform.environments.filter(({ retired }) => retired !== true);
  return [
    ...environments.flatMap((environment) => environmentItems(environment, cluster.region)),
    ...sharedItems({ ...platform, environments }),
  ];
}

function environmentItems({ name: owner, nodePools, quota }: PayableEnvironment, region: string): Item[] {
  return [
    ...nodePools.map(({ name, instanceType, count, maxCount = count }) => ({
      ...{ owner, name, region },
      priced: { instanceType },
      quantity: { count, maxCount },
    })),
    ...loadBalancerItems(owner, quota.loadBalancers, region),
  ];
}

/** NodeBalancers that an environment may have: none is needed, and its quota lets no more be made. */
export const loadBalancerItems = (owner: EnvironmentName, allowed: number, region: string | undefined): Item[] =>
  allowed === 0
    ? []
    : [
        {
          owner,
          name: 'load balancers',
          region,
          priced: { service: 'nodebalancer' },
          quantity: { count: 0, maxCount: allowed },
        },
      ];

function sharedItems(platform: Payable): Item[] {
  const { region } = platform.cluster;
  return [
    ...controlPlaneItems(platform.cluster),
    ...(hasIngress(platform) ? [shared('ingress', region, { service: 'nodebalancer' }, 1)] : []),
    ...Object.keys(BASELINE_VOLUMES).flatMap((release) => volumeItems(release, region)),
    // An account pays it once, however many buckets and platforms it has.
    shared('buckets', undefined, { service: 'objectstorage' }, 1),
  ];
}

/** What Linode takes for the control plane: nothing, unless it is redundant; on the enterprise tier one price for all. */
export function controlPlaneItems({ tier, highAvailability, region }: Payable['cluster']): Item[] {
  if (tier === 'enterprise') return [shared('control plane', region, { service: 'lke-e' }, 1)];
  return highAvailability ? [shared('control plane', region, { service: 'lke-ha' }, 1)] : [];
}

const VOLUMES = new Map(Object.entries<Readonly<Record<string, number>>>(BASELINE_VOLUMES));

/** Volumes that a release of the baseline claims; none for any other release. */
export const volumeItems = (release: string, region: string | undefined): Item[] =>
  Object.entries(VOLUMES.get(release) ?? {}).map(([name, size]) =>
    shared(`volume of ${name}`, region, { service: 'volume' }, size),
  );

const shared = (name: string, region: string | undefined, priced: Item['priced'], quantity: number): Item => ({
  ...{ owner: 'shared', name, region, priced },
  quantity: { count: quantity, maxCount: quantity },
});

/** Whether the file asks for an ingress controller, and with it for its NodeBalancer. */
export const hasIngress = ({ environments, applications, network }: Payable) =>
  applications.some(({ destinationNamespace }) => destinationNamespace === INGRESS_NAMESPACE) ||
  environments.some(({ domains, handoff }) => domains.length > 0 || handoff !== undefined) ||
  network.firewall?.attachedTo === 'nodebalancer';
