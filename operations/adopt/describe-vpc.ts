import type { VPC } from '@linode/api-v4';
import { fits } from '../../model/limit';
import { vpcSubnet } from '../../model/limits';
import type { Live } from './live';
import type { Part, PlatformData } from './part';

type VpcData = NonNullable<NonNullable<PlatformData['network']>['vpc']>;

/** The VPC of a platform of this name. What cannot be said of one keeps it out whole: it cannot be changed later. */
export function describeVpc(live: Live, name: string): Part<VpcData | undefined> {
  const { vpc } = live;
  if (!vpc) return { data: undefined, notes: [], leftOut: [] };
  const reason = reasonToLeaveOut(live, vpc);
  if (reason === undefined) {
    const data = { ...(vpc.label !== name && { label: vpc.label }), subnet: subnetOf(live)?.ipv4 ?? '' };
    return { data, notes: [], leftOut: [] };
  }
  const consequence =
    'the cluster stays in it, and the VPC unmanaged; to write network.vpc later would replace the cluster';
  return { data: undefined, notes: [], leftOut: [{ what: `the VPC ${vpc.label} (${vpc.id})`, reason, consequence }] };
}

/** Subnet of the nodes. */
export const subnetOf = ({ cluster, vpc }: Live) => vpc?.subnets.find(({ id }) => id === cluster.subnet_id);

function reasonToLeaveOut(live: Live, { label, ipv6 }: VPC): string | undefined {
  const subnet = subnetOf(live);
  if (label === `lke${live.cluster.id}`) return 'LKE made it for the cluster, and removes it with the cluster';
  if (ipv6?.length || subnet?.ipv6?.length) return 'it has IPv6, and the provider replaces such a VPC on any change';
  if (!subnet) return `the subnet of the cluster (${String(live.cluster.subnet_id)}) is not in it`;
  if (!fits(vpcSubnet, subnet.ipv4 ?? ''))
    return `its subnet is ${String(subnet.ipv4)}; allowed is ${vpcSubnet.allowed}`;
  return undefined;
}
