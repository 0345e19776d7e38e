import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgress,
  type NetworkPolicyV1SpecEgressTo,
  type NetworkPolicyV1SpecIngress,
} from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { PROXIED_SERVICES, type ProxiedServiceName } from '../model/proxied-services';
import { bool, cidr, optional } from './inputs/types';
import { both, makeOnlyIf } from './repeated';

/** Network of all pods of a cluster of LKE. */
export const POD_NETWORK = '10.2.0.0/16';

/** Inputs of a module with network policies. */
export const NETWORK_POLICY_INPUTS = {
  networkPolicies: optional(
    bool(),
    'Whether network policies close the namespace to all but what is needed; they are for every pod of it.',
    false,
  ),
  podNetwork: optional(
    cidr(4),
    'Network of all pods of the cluster, which those policies tell from nodes and the control plane.',
    POD_NETWORK,
  ),
};

/** What a network policy opens. A direction that it does not name stays closed by {@link CLOSED}. */
export interface Opening {
  /** Labels of the pods that it is for. @default - every pod of the namespace */
  readonly pods?: Readonly<Record<string, string>>;
  /** Pods that it is not for: names by the label {@link POD_NAME}. @default - none */
  readonly except?: readonly string[];
  readonly ingress?: NetworkPolicyV1SpecIngress[];
  readonly egress?: NetworkPolicyV1SpecEgress[];
  /** Whether what it opens is there, or a token. @default true */
  readonly needed?: boolean | IResolvable;
}

/** Label of pods by which charts call what runs in them. */
export const POD_NAME = 'app.kubernetes.io/name';

/** A policy that names no direction closes both of them. */
const CLOSED: Opening = {};

export interface NamespacePoliciesProps {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Whether there are any, or a token. @default true */
  readonly enabled?: boolean | IResolvable;
  /** What is opened, by the name of its policy. */
  readonly openings: Readonly<Record<string, Opening>>;
}

/** Closes a namespace in both directions, and opens what is named. */
export class NamespacePolicies extends Construct {
  constructor(scope: Construct, id: string, { namespace, enabled = true, openings }: NamespacePoliciesProps) {
    super(scope, id);
    for (const [name, opening] of Object.entries({ 'default-deny': CLOSED, ...openings })) {
      makeOnlyIf(both(enabled, opening.needed ?? true), policyOf(this, { name, namespace }, opening));
    }
  }
}

/** A way more out of or into a namespace that is closed elsewhere. */
export class FurtherOpening extends Construct {
  /** @param metadata name of the policy, and that of the namespace */
  constructor(scope: Construct, id: string, metadata: PolicyName, opening: Opening) {
    super(scope, id);
    policyOf(this, metadata, opening);
  }
}

interface PolicyName {
  readonly name: string;
  readonly namespace: string;
}

function policyOf(scope: Construct, metadata: PolicyName, opening: Opening): NetworkPolicyV1 {
  const { ingress, egress } = opening;
  const closes = !ingress && !egress;
  return new NetworkPolicyV1(scope, metadata.name, {
    metadata: { ...metadata },
    spec: {
      podSelector: podsOf(opening),
      policyTypes: [...(ingress || closes ? ['Ingress'] : []), ...(egress || closes ? ['Egress'] : [])],
      ...(ingress && { ingress }),
      ...(egress && { egress }),
    },
  });
}

const podsOf = ({ pods = {}, except = [] }: Opening) => ({
  ...(Object.keys(pods).length > 0 && { matchLabels: pods }),
  ...(except.length > 0 && { matchExpressions: [{ key: POD_NAME, operator: 'NotIn', values: [...except] }] }),
});

export const tcp = (port: number) => ({ port: String(port), protocol: 'TCP' });
const udp = (port: number) => ({ port: String(port), protocol: 'UDP' });

/** Every namespace carries its own name as a label, set by the API server. */
export const namespaceNamed = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** Pods of every namespace. */
export const ANY_POD = { namespaceSelector: {} };

/** The pods of the namespace itself. */
const OWN_PODS = { podSelector: {} };

/** Those pods of the namespace that a chart calls so. */
export const ownPodsNamed = (name: string) => ({ podSelector: { matchLabels: { [POD_NAME]: name } } });

/** With Linode's metadata service at 169.254.169.254, which tells what a node was made with. */
export const LINK_LOCAL = '169.254.0.0/16';

/**
 * What is not a pod: nodes, the control plane, and what is outside of the cluster. The control plane of LKE is not in the
 * network of the pods and has no address that a policy could name.
 *
 * @param podNetwork of the cluster, or a token; that of LKE is {@link POD_NETWORK}
 */
export const noPod = (podNetwork: string): NetworkPolicyV1SpecEgressTo => ({
  ipBlock: { cidr: '0.0.0.0/0', except: [podNetwork, LINK_LOCAL] },
});

/** The way of the API server to a Service that commands ask through it. @param podNetwork as of {@link noPod} */
export const proxied = (service: ProxiedServiceName, podNetwork: string): Opening => ({
  pods: PROXIED_SERVICES[service].pods,
  ingress: [{ from: [noPod(podNetwork)], ports: [tcp(PROXIED_SERVICES[service].port)] }],
});

/** CoreDNS carries the first label on the standard tier of LKE, and the second on the enterprise tier. */
const DNS_SERVERS = {
  ...namespaceNamed('kube-system'),
  podSelector: { matchExpressions: [{ key: 'k8s-app', operator: 'In', values: ['kube-dns', 'coredns'] }] },
};

/** The way to DNS. */
export const TO_DNS: Opening = { egress: [{ to: [DNS_SERVERS], ports: [tcp(53), udp(53)] }] };

/** The way to every pod of the namespace, as far as that lets in. */
export const TO_THEMSELVES: Opening = { egress: [{ to: [OWN_PODS] }] };

/** The way from every pod of the namespace. */
export const FROM_THEMSELVES: Opening = { ingress: [{ from: [OWN_PODS] }] };

/** Between the pods of the namespace. */
export const AMONG_THEMSELVES: Opening = { ...FROM_THEMSELVES, ...TO_THEMSELVES };

/** Ports of the OpenTelemetry protocol: gRPC and HTTP. */
export const OTLP_PORTS = [4317, 4318].map(tcp);
