import type { PlatformDraft } from '../draft';
import { ENVIRONMENT_NAMES } from '../entities/environment';
import type { Payable } from './platform-items';

type Whole<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };
type PayableEnvironment = Payable['environments'][number];

/** What is paid for of a file that may have problems; undefined where they hide what it costs. */
export function payableOf({ cluster, network, environments, applications }: PlatformDraft): Payable | undefined {
  const place =
    cluster && whole({ region: cluster.region, tier: cluster.tier, highAvailability: cluster.highAvailability });
  const named = ENVIRONMENT_NAMES.flatMap((name) => {
    const environment = environments?.[name];
    return environment ? [environmentOf(name, environment)] : [];
  });
  if (!place || named.includes(undefined)) return undefined;
  return {
    cluster: place,
    network: { firewall: network?.firewall && { attachedTo: network.firewall.attachedTo ?? '' } },
    environments: named.flatMap((environment) => environment ?? []),
    applications: (applications ?? []).map((each) => ({ destinationNamespace: each?.destinationNamespace ?? '' })),
  };
}

type EnvironmentDraft = NonNullable<NonNullable<PlatformDraft['environments']>[PayableEnvironment['name']]>;

function environmentOf(name: PayableEnvironment['name'], draft: EnvironmentDraft): PayableEnvironment | undefined {
  const pools = (draft.nodePools ?? []).map((pool) => {
    const required = whole({ name: pool?.name, instanceType: pool?.instanceType, count: pool?.count });
    return required && { ...required, maxCount: pool?.maxCount };
  });
  const loadBalancers = draft.quota?.loadBalancers;
  if (pools.includes(undefined) || loadBalancers === undefined) return undefined;
  return {
    name,
    retired: draft.retired,
    nodePools: pools.flatMap((pool) => pool ?? []),
    quota: { loadBalancers },
    domains: (draft.domains ?? []).flatMap((domain) => domain ?? []),
    handoff: draft.handoff,
  };
}

/** An object of which nothing is missing. */
function whole<T extends object>(parts: T): Whole<T> | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as Whole<T>);
}
