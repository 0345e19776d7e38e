import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgress,
  type NetworkPolicyV1SpecIngress,
} from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../../model/entities/environment';
import { namespaceOf } from '../../model/naming';

/** Private and link-local networks, which stay closed even where the internet is open. */
const PRIVATE_IPV4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'];
const PRIVATE_IPV6 = ['fc00::/7', 'fe80::/10'];

/** Ports of the OpenTelemetry protocol: gRPC and HTTP. */
const OTLP_PORTS = ['4317', '4318'];

export interface NetworkPoliciesProps {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Whether pods may reach public addresses. */
  readonly internetEgress: boolean;
  /** Environments whose pods may reach pods of this namespace. */
  readonly allowFrom: readonly EnvironmentName[];
  /** Environments whose pods may be reached from this namespace. */
  readonly allowTo: readonly EnvironmentName[];
}

/** Closes a namespace, and opens the ways that every environment needs. */
export class NetworkPolicies extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkPoliciesProps,
  ) {
    super(scope, id);
    this.policy('default-deny', {});
    this.policy('allow-dns', { egress: [{ to: [dnsServers()], ports: [tcp('53'), udp('53')] }] });
    this.policy('allow-same-namespace', {
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    });
    this.policy('allow-ingress-controller', { ingress: [{ from: [namespace('ingress')] }] });
    this.policy('allow-monitoring', {
      ingress: [{ from: [namespace('monitoring')] }],
      egress: [{ to: [namespace('monitoring')], ports: OTLP_PORTS.map(tcp) }],
    });
    if (props.allowFrom.length > 0) {
      this.policy('allow-from-environments', {
        ingress: [{ from: props.allowFrom.map((name) => namespace(namespaceOf(name))) }],
      });
    }
    if (props.allowTo.length > 0) {
      this.policy('allow-to-environments', {
        egress: [{ to: props.allowTo.map((name) => namespace(namespaceOf(name))) }],
      });
    }
    if (props.internetEgress) {
      this.policy('allow-internet', {
        egress: [
          {
            to: [
              { ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE_IPV4 } },
              { ipBlock: { cidr: '::/0', except: PRIVATE_IPV6 } },
              // What goes to the public address of the ingress does not leave the cluster: kube-proxy turns it into the
              // address of a pod before policies look at it.
              namespace('ingress'),
            ],
          },
        ],
      });
    }
  }

  /** A policy for every pod of the namespace. A direction it does not name stays closed by default-deny. */
  private policy(
    name: string,
    { ingress, egress }: { ingress?: NetworkPolicyV1SpecIngress[]; egress?: NetworkPolicyV1SpecEgress[] },
  ): void {
    const denyAll = !ingress && !egress;
    new NetworkPolicyV1(this, name, {
      metadata: { name, namespace: this.props.namespace },
      spec: {
        podSelector: {},
        policyTypes: [...(ingress || denyAll ? ['Ingress'] : []), ...(egress || denyAll ? ['Egress'] : [])],
        ...(ingress && { ingress }),
        ...(egress && { egress }),
      },
    });
  }
}

const tcp = (port: string) => ({ port, protocol: 'TCP' });
const udp = (port: string) => ({ port, protocol: 'UDP' });

/** Every namespace carries its own name as a label, set by the API server. */
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

/** CoreDNS carries the first label on the standard tier of LKE, and the second on the enterprise tier. */
const dnsServers = () => ({
  ...namespace('kube-system'),
  podSelector: { matchExpressions: [{ key: 'k8s-app', operator: 'In', values: ['kube-dns', 'coredns'] }] },
});
