import type { Domain, Firewall, KubeNodePoolResponse, VPC } from '@linode/api-v4';
import { type AssignedPool, assignPools, type PoolChoices } from '../../operations/adopt/assign-pools';
import { describePlatform } from '../../operations/adopt/describe';
import type { Live } from '../../operations/adopt/live';
import { platformOf } from './platforms';

const MADE = { created: '2026-01-01T00:00:00', updated: '2026-01-01T00:00:00' };

/** A node pool as the Linode API gives it. */
export function livePool(id: number, more: Partial<KubeNodePoolResponse> = {}): KubeNodePoolResponse {
  const count = more.count ?? 3;
  return {
    id,
    type: 'g6-standard-4',
    label: '',
    count,
    nodes: Array.from({ length: count }, (_, index) => {
      return { id: `${id}-${index}`, instance_id: id * 100 + index, status: 'ready' };
    }),
    autoscaler: { enabled: false, min: count, max: count },
    labels: {},
    taints: [],
    tags: [],
    disk_encryption: 'enabled',
    ...more,
  };
}

/** A firewall that lets in TCP, with other rules where they are given. */
export function liveFirewall({ rules, ...more }: Omit<Partial<Firewall>, 'rules'> & { rules?: object } = {}): Firewall {
  const web = { label: 'web', action: 'ACCEPT', protocol: 'TCP', ports: '443', addresses: { ipv4: ['0.0.0.0/0'] } };
  return {
    ...MADE,
    id: 50,
    label: 'shop-firewall',
    status: 'enabled',
    tags: [],
    entities: [],
    rules: { inbound: [web], inbound_policy: 'DROP', outbound_policy: 'ACCEPT', ...rules } as Firewall['rules'],
    ...more,
  };
}

/** A zone with nothing set that has a default. */
export const liveDomain = (more: Partial<Domain> = {}): Domain => ({
  id: 60,
  domain: 'shop.example',
  type: 'master',
  soa_email: 'dns@shop.example',
  ttl_sec: 0,
  retry_sec: 0,
  expire_sec: 0,
  refresh_sec: 0,
  description: '',
  group: '',
  axfr_ips: [],
  master_ips: [],
  tags: [],
  status: 'active',
  updated: MADE.updated,
  ...more,
});

/** A VPC with the subnet 71 that LKE Enterprise takes. */
export const liveVpc = (more: Partial<VPC> = {}): VPC => ({
  ...MADE,
  id: 70,
  label: 'shop',
  description: '',
  region: 'nl-ams',
  subnets: [{ ...MADE, id: 71, label: 'shop', ipv4: '10.0.0.0/14', linodes: [], nodebalancers: [] }],
  ...more,
});

/** A cluster of two pools with nothing around it, and what a test adds. */
export function live({ cluster, ...more }: Omit<Partial<Live>, 'cluster'> & { cluster?: object } = {}): Live {
  return {
    cluster: {
      ...MADE,
      id: 10,
      label: 'shop',
      region: 'nl-ams',
      k8s_version: '1.34',
      status: 'ready',
      tags: ['shop'],
      tier: 'standard',
      control_plane: { high_availability: true },
      ...cluster,
    },
    acl: { enabled: true, addresses: { ipv4: ['203.0.113.0/24'], ipv6: [] } },
    pools: [
      livePool(11),
      livePool(12, { label: 'production-web', type: 'g6-dedicated-4', tags: ['environment-pool'] }),
    ],
    vpc: undefined,
    firewall: undefined,
    domain: undefined,
    buckets: [],
    ...more,
  };
}

/** The same on the enterprise tier, in the VPC of {@link liveVpc}. */
export const liveEnterprise = ({ cluster, ...more }: Parameters<typeof live>[0] = {}): Live =>
  live({
    cluster: { tier: 'enterprise', k8s_version: 'v1.33.6+lke7', vpc_id: 70, subnet_id: 71, ...cluster },
    vpc: liveVpc(),
    ...more,
  });

/** What becomes of it without a word from the user. */
export function adopted(it: Live, choices: PoolChoices = { pools: [] }) {
  const pools: AssignedPool[] = assignPools(it.pools, choices);
  const intention = { name: 'shop', owners: ['a@shop.example'], ownersFrom: undefined, bucketPrefix: 'shop' };
  const described = describePlatform(it, pools, intention);
  return { pools, ...described, platform: platformOf(described.data) };
}
