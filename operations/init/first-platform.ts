import { API_VERSION } from '../../model/api-version';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { PRODUCTION_MIN_NODES } from '../../model/rules/production';
import type { Note, PlatformData } from '../adopt/part';

/** What has to be known to begin a platform. */
export interface FirstPlatform {
  readonly name: string;
  /** Linode region. */
  readonly region: string;
  /** E-mail addresses of those who answer for the platform. */
  readonly owners: readonly string[];
  /** Networks in CIDR notation that reach the Kubernetes API. */
  readonly networks: readonly string[];
  /** Environments beside system. */
  readonly environments: readonly EnvironmentName[];
  readonly kubernetesVersion: string;
  /** DNS zone; each environment gets a domain in it. */
  readonly zone: string | undefined;
}

/** A first platform file as data, with the comments that stand in it. */
export function firstPlatform(props: FirstPlatform): { data: PlatformData; notes: readonly Note[] } {
  const { name, region, owners, networks, kubernetesVersion, zone } = props;
  const names = ENVIRONMENT_NAMES.filter((each) => each !== 'system' && props.environments.includes(each));
  const environments = Object.fromEntries(names.map((each) => [each, environment(each, zone)]));
  const [ipv6, ipv4] = [networks.filter((each) => each.includes(':')), networks.filter((each) => !each.includes(':'))];
  const data: PlatformData = {
    apiVersion: API_VERSION,
    name,
    owners: [...owners],
    cluster: {
      region,
      kubernetesVersion,
      highAvailability: true,
      controlPlaneAcl: { ...(ipv4.length > 0 && { ipv4 }), ...(ipv6.length > 0 && { ipv6 }) },
    },
    ...(zone !== undefined && { network: { dns: { zone, soaEmail: owners[0] ?? '' } } }),
    environments: {
      system: { nodePools: [{ name: 'baseline', instanceType: 'g6-standard-4', count: 3 }], ...domainsOf('ops', zone) },
      ...environments,
    },
  };
  return { data, notes: notesOn(names, zone) };
}

function environment(name: EnvironmentName, zone: string | undefined) {
  const pool = { name: 'general', instanceType: 'g6-dedicated-4', ...SIZES[name === 'production' ? 'large' : 'small'] };
  return { nodePools: [pool], ...domainsOf(name, zone) };
}

const SIZES = {
  small: { count: 1, maxCount: 3 },
  large: { count: PRODUCTION_MIN_NODES, maxCount: 2 * PRODUCTION_MIN_NODES },
};

const domainsOf = (label: string, zone: string | undefined) =>
  zone === undefined ? {} : { domains: [`${label}.${zone}`] };

function notesOn(names: readonly EnvironmentName[], zone: string | undefined): Note[] {
  const [first] = names;
  return [
    { path: ['name'], text: 'Part of the names of buckets and of the keys of the states: it cannot be changed later.' },
    {
      path: ['cluster'],
      text: "Linode itself can refuse to delete the cluster and production's pools, whoever asks: deletionLock: true.\nIt takes a user without restrictions, and the scope account:read_write for the token.",
    },
    { path: ['cluster', 'region'], text: 'It cannot be changed without a new cluster.' },
    { path: ['cluster', 'kubernetesVersion'], text: 'A change recycles the nodes of all pools.' },
    {
      path: ['cluster', 'highAvailability'],
      text: 'A redundant control plane can be switched on later, but never off.',
    },
    { path: ['cluster', 'controlPlaneAcl'], text: 'Networks that reach the Kubernetes API; nobody else does.' },
    ...(zone === undefined
      ? []
      : [{ path: ['network', 'dns'], text: `Linode serves the zone: point the name servers of ${zone} to it.` }]),
    {
      path: ['environments', 'system'],
      text: "LKE's own pods and the baseline (monitoring, Argo CD, ingress) run here.\nThe pool stays inside the cluster; of several, cluster.systemPool names that one.\nIts alerts reach nobody until observability has alertRoutes, or a defaultRoute.",
    },
    ...(first === undefined
      ? []
      : [
          {
            path: ['environments', first],
            text: `The namespace env-${first}, with nodes of its own.\nMore: npx lke-platform explain environments.${first}`,
          },
        ]),
    ...(first === undefined
      ? []
      : [
          {
            path: ['environments', first, 'nodePools', 0],
            text: 'The autoscaler keeps count to maxCount nodes; without maxCount there is none.',
          },
        ]),
  ];
}
