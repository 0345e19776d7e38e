import type { EnvironmentName } from '../../model/entities/environment';
import { namespaceOf } from '../../model/naming';
import { AMONG_THEMSELVES, LINK_LOCAL, namespaceNamed, OTLP_PORTS, TO_DNS, type Opening } from '../namespace-policies';

/** Private and link-local networks, which stay closed even where the internet is open. */
const PRIVATE_IPV4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', LINK_LOCAL, '100.64.0.0/10'];
const PRIVATE_IPV6 = ['fc00::/7', 'fe80::/10'];

export interface EnvironmentFlows {
  /** Whether pods may reach public addresses. */
  readonly internetEgress: boolean;
  /** Environments whose pods may reach pods of this namespace. */
  readonly allowFrom: readonly EnvironmentName[];
  /** Environments whose pods may be reached from this namespace. */
  readonly allowTo: readonly EnvironmentName[];
}

/** The ways that every environment needs, and those that the file opens. */
export const environmentOpenings = ({
  internetEgress,
  allowFrom,
  allowTo,
}: EnvironmentFlows): Record<string, Opening> => ({
  'allow-dns': TO_DNS,
  'allow-same-namespace': AMONG_THEMSELVES,
  'allow-ingress-controller': { ingress: [{ from: [namespaceNamed('ingress')] }] },
  'allow-monitoring': {
    ingress: [{ from: [namespaceNamed('monitoring')] }],
    egress: [{ to: [namespaceNamed('monitoring')], ports: OTLP_PORTS }],
  },
  ...(allowFrom.length > 0 && { 'allow-from-environments': { ingress: [{ from: namespacesOf(allowFrom) }] } }),
  ...(allowTo.length > 0 && { 'allow-to-environments': { egress: [{ to: namespacesOf(allowTo) }] } }),
  ...(internetEgress && { 'allow-internet': { egress: [{ to: publicAddresses() }] } }),
});

const namespacesOf = (environments: readonly EnvironmentName[]) =>
  environments.map((name) => namespaceNamed(namespaceOf(name)));

const publicAddresses = () => [
  { ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE_IPV4 } },
  { ipBlock: { cidr: '::/0', except: PRIVATE_IPV6 } },
  // What goes to the public address of the ingress does not leave the cluster: kube-proxy turns it into the address of a
  // pod before policies look at it.
  namespaceNamed('ingress'),
];
