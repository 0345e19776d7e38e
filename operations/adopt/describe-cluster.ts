import type { ControlPlaneACLOptions } from '@linode/api-v4';
import { canonicalCidr } from '../../model/cidr';
import type { Live } from './live';
import type { LeftOut, Part, PlatformData } from './part';

/**
 * The `cluster` of a platform of this name.
 *
 * @param systemPool name of the pool inside the cluster; @default - none is named: it is the only one of system
 */
export function describeCluster(
  { cluster, acl }: Live,
  name: string,
  systemPool?: string,
): Part<PlatformData['cluster']> {
  const { label, region, tier = 'standard', k8s_version: kubernetesVersion, control_plane: plane } = cluster;
  return {
    data: {
      ...(label !== name && { label }),
      region,
      kubernetesVersion,
      ...(tier === 'enterprise' && { tier, auditLogs: plane.audit_logs_enabled ?? false }),
      highAvailability: plane.high_availability ?? false,
      controlPlaneAcl: aclOf(acl),
      ...(systemPool !== undefined && { systemPool }),
    },
    notes: acl?.enabled ? [] : [{ path: ['cluster', 'controlPlaneAcl'], text: 'Open to the internet, as it is now.' }],
    leftOut: leftOutOf(cluster),
  };
}

/** An ACL that is off lists no networks: Linode keeps the former ones, but refuses to be told of them. */
function aclOf(acl: ControlPlaneACLOptions | undefined): PlatformData['cluster']['controlPlaneAcl'] {
  if (!acl?.enabled) return { enabled: false };
  const { ipv4, ipv6 } = aclNetworks(acl);
  return { ...(ipv4.length > 0 && { ipv4 }), ...(ipv6.length > 0 && { ipv6 }) };
}

/** Networks of an ACL, as platform files write them. */
export function aclNetworks({ addresses }: ControlPlaneACLOptions): { ipv4: string[]; ipv6: string[] } {
  const networks = (list: readonly string[] | null | undefined, version: 4 | 6) =>
    (list ?? []).map((network) => canonicalCidr(network, version) ?? network);
  return { ipv4: networks(addresses?.ipv4, 4), ipv6: networks(addresses?.ipv6, 6) };
}

function leftOutOf({ apl_enabled: aplEnabled, stack_type: stackType }: Live['cluster']): LeftOut[] {
  return [
    ...(aplEnabled
      ? [
          {
            what: 'the App Platform in the cluster (apl_enabled)',
            reason: 'under it the provider would replace the cluster on every plan',
            consequence:
              'it stays, unmanaged; its Argo CD, Prometheus and Sealed Secrets are in the namespaces of the baseline, ' +
              'so the first apply of system fails until they are gone',
          },
        ]
      : []),
    ...(stackType === 'ipv4-ipv6'
      ? [
          {
            what: 'IPv6 of the nodes (stack_type ipv4-ipv6)',
            reason: 'it can only be chosen when a cluster is made',
            consequence: 'it stays; a cluster made anew from this file has IPv4 alone',
          },
        ]
      : []),
  ];
}
