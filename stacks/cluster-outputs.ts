import { Fn, Token, type TerraformStack } from 'cdktf';
import type { Platform } from '../model/platform';
import { remoteState } from './backend';

/** Outputs of the `cluster` stack: all that the other stacks know of the cluster. No credential is among them. */
export const CLUSTER_OUTPUTS = {
  clusterId: { name: 'cluster_id', description: 'Linode id of the cluster.' },
  apiEndpoint: { name: 'api_endpoint', description: 'Address of the Kubernetes API.' },
  caCertificate: { name: 'cluster_ca_certificate', description: "Certificate of the cluster's CA, PEM in base64." },
  nodePoolIds: { name: 'node_pool_ids', description: 'Linode id of each pool inside the cluster resource, by label.' },
  firewallId: { name: 'firewall_id', description: 'Id of the firewall, to attach it by; missing without one.' },
  zoneId: { name: 'dns_zone_id', description: 'Id of the DNS zone; missing without one.' },
  zone: { name: 'dns_zone', description: 'Name of the DNS zone; missing without one.' },
} as const;

/** What an environment needs of the cluster. */
export interface ClusterOutputs {
  readonly clusterId: string;
  readonly apiEndpoint: string;
  /** PEM. */
  readonly caCertificate: string;
  readonly firewallId: number;
}

/** Reads the outputs of the `cluster` stack from its state. */
export function clusterOutputs(scope: TerraformStack, platform: Platform): ClusterOutputs {
  const state = remoteState(scope, 'cluster', platform, 'cluster');
  return {
    clusterId: state.getString(CLUSTER_OUTPUTS.clusterId.name),
    apiEndpoint: state.getString(CLUSTER_OUTPUTS.apiEndpoint.name),
    caCertificate: Fn.base64decode(state.getString(CLUSTER_OUTPUTS.caCertificate.name)),
    firewallId: Token.asNumber(state.get(CLUSTER_OUTPUTS.firewallId.name)),
  };
}
