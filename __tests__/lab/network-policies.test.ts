import { judge, onJudge, type Flow, type Peer } from '../support/flows/judge';
import { networkPoliciesOf, networkPoliciesOfExporter } from '../support/flows/policies';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

/** A pod. Its address is within the network of LKE's pods. */
const pod = (namespace: string, podLabels: Record<string, string> = { app: 'some' }): Peer => ({
  ip: '10.2.7.7',
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  podLabels,
});
const app = (name: string) => pod('monitoring', { 'app.kubernetes.io/name': name });
const at = (ip: string): Peer => ({ ip });

const PEERS = {
  production: pod('env-production'),
  staging: pod('env-staging'),
  development: pod('env-development'),
  system: pod('env-system'),
  'another namespace': pod('default'),
  CoreDNS: pod('kube-system', { 'k8s-app': 'kube-dns' }),
  'CoreDNS of the enterprise tier': pod('kube-system', { 'k8s-app': 'coredns' }),
  'another pod of kube-system': pod('kube-system', { 'k8s-app': 'calico-node' }),
  ingress: pod('ingress'),
  Prometheus: app('prometheus'),
  collector: app('opentelemetry-collector'),
  'log agent': app('log-agent'),
  Alertmanager: app('alertmanager'),
  Loki: app('loki'),
  Grafana: app('grafana'),
  Tempo: app('tempo'),
  exporter: app('lke-platform-exporter'),
  'another pod of monitoring': pod('monitoring'),
  operator: pod('monitoring', {
    app: 'kube-prometheus-stack-operator',
    'app.kubernetes.io/name': 'kube-prometheus-stack-prometheus-operator',
  }),
  'sealed-secrets': pod('sealed-secrets', { 'app.kubernetes.io/name': 'sealed-secrets' }),
  grants: pod('lke-platform-access'),
  'Argo CD': pod('argocd'),
  'hand-off service': pod('handoff'),
  'the control plane': at('172.234.10.1'),
  'the API server': at('172.234.10.1'),
  'a node': at('192.168.149.20'),
  'object storage': at('172.232.40.1'),
  'the internet': at('93.184.215.14'),
  'the internet by IPv6': at('2606:2800:21f::1'),
  'a private address': at('10.0.0.5'),
  "Linode's metadata": at('169.254.169.254'),
} as const satisfies Record<string, Peer>;
type Name = keyof typeof PEERS;
type Port = number | `${number}/UDP`;

/** The flows of platform.yaml's example: from, to, port, and whether they get through. */
const FLOWS: readonly (readonly [Name, Name, Port, 'allowed' | 'denied'])[] = [
  // What every pod of an environment needs.
  ['production', 'CoreDNS', '53/UDP', 'allowed'],
  ['production', 'CoreDNS', 53, 'allowed'],
  ['staging', 'CoreDNS of the enterprise tier', '53/UDP', 'allowed'],
  ['production', 'CoreDNS', 9153, 'denied'],
  ['production', 'another pod of kube-system', '53/UDP', 'denied'],
  ['production', 'production', 8080, 'allowed'],
  ['production', 'the API server', 443, 'allowed'],
  ['production', 'collector', 4317, 'allowed'],
  ['production', 'collector', 4318, 'allowed'],
  ['production', 'collector', 8888, 'denied'],
  ['production', 'Prometheus', 9090, 'denied'],
  ['production', 'Loki', 3100, 'denied'],
  ['production', 'Loki', 4317, 'denied'],
  ['production', 'Grafana', 3000, 'denied'],
  ['production', 'operator', 10250, 'denied'],
  ['Prometheus', 'production', 9102, 'allowed'],
  ['Prometheus', 'staging', 8080, 'allowed'],
  ['ingress', 'production', 8080, 'allowed'],
  ['ingress', 'Grafana', 3000, 'allowed'],
  ['ingress', 'Prometheus', 9090, 'denied'],
  ['ingress', 'Loki', 3100, 'denied'],
  // Environments are closed to each other, but where the file opens them.
  ['development', 'staging', 8080, 'allowed'],
  ['staging', 'development', 8080, 'denied'],
  ['production', 'staging', 8080, 'denied'],
  ['staging', 'production', 8080, 'denied'],
  ['development', 'production', 8080, 'denied'],
  ['development', 'system', 8080, 'denied'],
  ['system', 'production', 8080, 'denied'],
  ['another namespace', 'production', 8080, 'denied'],
  ['production', 'another namespace', 8080, 'denied'],
  ['production', 'Argo CD', 8080, 'denied'],
  // Outside of the cluster.
  ['production', 'the internet', 443, 'allowed'],
  ['production', 'the internet by IPv6', 443, 'allowed'],
  ['staging', 'the internet', 443, 'denied'],
  ['staging', 'the API server', 443, 'denied'],
  ['production', "Linode's metadata", 80, 'denied'],
  ['development', "Linode's metadata", 80, 'denied'],
  ['system', "Linode's metadata", 80, 'denied'],
  ['production', 'a private address', 443, 'denied'],
  ['production', 'a node', 10250, 'denied'],
  ['the internet', 'production', 8080, 'denied'],
  ['a node', 'production', 8080, 'denied'],
  ['production', 'ingress', 443, 'allowed'],
  ['staging', 'ingress', 443, 'denied'],
  // The sealing keys.
  ['production', 'sealed-secrets', 8080, 'denied'],
  ['system', 'sealed-secrets', 8080, 'denied'],
  ['ingress', 'sealed-secrets', 8080, 'denied'],
  ['Prometheus', 'sealed-secrets', 8080, 'denied'],
  ['Prometheus', 'sealed-secrets', 8081, 'allowed'],
  ['the control plane', 'sealed-secrets', 8080, 'allowed'],
  ['the control plane', 'sealed-secrets', 8081, 'denied'],
  ['sealed-secrets', 'the API server', 443, 'allowed'],
  ['sealed-secrets', 'the API server', 6443, 'allowed'],
  ['sealed-secrets', 'CoreDNS', '53/UDP', 'allowed'],
  ['sealed-secrets', 'the internet', 80, 'denied'],
  ['sealed-secrets', 'production', 8080, 'denied'],
  ['sealed-secrets', "Linode's metadata", 80, 'denied'],
  // Observability.
  ['Prometheus', 'Loki', 3100, 'allowed'],
  ['Grafana', 'Prometheus', 9090, 'allowed'],
  ['collector', 'Loki', 3100, 'allowed'],
  // Logs of nodes go to the gateway, which asks the API server whose they are; alerts go out.
  ['log agent', 'collector', 4319, 'allowed'],
  ['production', 'collector', 4319, 'denied'],
  ['Grafana', 'collector', 4319, 'denied'],
  ['Prometheus', 'collector', 4319, 'denied'],
  ['exporter', 'collector', 4319, 'denied'],
  ['another pod of monitoring', 'collector', 4319, 'denied'],
  ['another pod of monitoring', 'collector', 8888, 'denied'],
  ['another pod of monitoring', 'collector', 4317, 'allowed'],
  ['Prometheus', 'collector', 8888, 'allowed'],
  ['exporter', 'collector', 4318, 'allowed'],
  ['log agent', 'production', 8080, 'denied'],
  ['production', 'log agent', 8888, 'denied'],
  ['Prometheus', 'log agent', 8888, 'allowed'],
  ['collector', 'the API server', 443, 'allowed'],
  ['Prometheus', 'Alertmanager', 9093, 'allowed'],
  ['production', 'Alertmanager', 9093, 'denied'],
  ['ingress', 'Alertmanager', 9093, 'denied'],
  ['Alertmanager', 'the internet', 443, 'allowed'],
  ['Alertmanager', 'the internet', 587, 'allowed'],
  // The hand-off service, straight and by the ingress; nothing else of the namespace gets there.
  ['Alertmanager', 'hand-off service', 8080, 'allowed'],
  ['Alertmanager', 'hand-off service', 9090, 'denied'],
  ['Grafana', 'hand-off service', 8080, 'denied'],
  ['Alertmanager', 'ingress', 8443, 'allowed'],
  ['Grafana', 'ingress', 8443, 'denied'],
  ['Alertmanager', 'production', 8080, 'denied'],
  ['Prometheus', 'a node', 9100, 'allowed'],
  ['Prometheus', 'a node', 10250, 'allowed'],
  ['Prometheus', 'CoreDNS', 9153, 'allowed'],
  ['Prometheus', 'ingress', 10254, 'allowed'],
  ['Prometheus', 'the API server', 443, 'allowed'],
  ['Loki', 'object storage', 443, 'allowed'],
  ['Grafana', 'production', 8080, 'denied'],
  ['Loki', 'production', 8080, 'denied'],
  ['Loki', "Linode's metadata", 80, 'denied'],
  ['the control plane', 'operator', 10250, 'allowed'],
  // `alerts` and `environment verify`, through the API server.
  ['the control plane', 'Prometheus', 9090, 'allowed'],
  ['the control plane', 'Alertmanager', 9093, 'allowed'],
  ['the control plane', 'Prometheus', 9093, 'denied'],
  ['the control plane', 'Alertmanager', 9090, 'denied'],
  ['the control plane', 'Loki', 3100, 'denied'],
  ['the control plane', 'exporter', 9780, 'denied'],
  ['another namespace', 'Prometheus', 9090, 'denied'],
  ['another namespace', 'Alertmanager', 9093, 'denied'],
  ['the internet', 'Grafana', 3000, 'denied'],
  ['another namespace', 'operator', 10250, 'denied'],
  ['Argo CD', 'operator', 10250, 'denied'],
  ['collector', 'Prometheus', 9090, 'allowed'],
  ['collector', 'Tempo', 4317, 'allowed'],
  ['production', 'Tempo', 4317, 'denied'],
  ['production', 'Tempo', 3200, 'denied'],
  ['Grafana', 'Tempo', 3200, 'allowed'],
  ['Grafana', 'Loki', 3100, 'allowed'],
  ['Prometheus', 'Tempo', 3200, 'allowed'],
  ['log agent', "Linode's metadata", 80, 'denied'],
  ['the internet', 'log agent', 8888, 'denied'],
  // The exporter asks the parts of the stack and the buckets, and Prometheus asks it.
  ['Prometheus', 'exporter', 9780, 'allowed'],
  ['production', 'exporter', 9780, 'denied'],
  ['ingress', 'exporter', 9780, 'denied'],
  ['the internet', 'exporter', 9780, 'denied'],
  ['exporter', 'Loki', 3100, 'allowed'],
  ['exporter', 'Alertmanager', 9093, 'allowed'],
  ['exporter', 'collector', 13133, 'denied'],
  ['exporter', 'CoreDNS', '53/UDP', 'allowed'],
  ['exporter', 'object storage', 443, 'allowed'],
  ['exporter', 'production', 8080, 'denied'],
  ['exporter', 'sealed-secrets', 8080, 'denied'],
  ['exporter', "Linode's metadata", 80, 'denied'],
  // Where nothing runs, nothing flows.
  ['production', 'grants', 443, 'denied'],
  ['Prometheus', 'grants', 9090, 'denied'],
  ['the control plane', 'grants', 443, 'denied'],
  ['grants', 'the API server', 443, 'denied'],
  ['grants', 'CoreDNS', '53/UDP', 'denied'],
];

function flowOf(from: Name, to: Name, port: Port): Flow {
  const [number = '', protocol = 'TCP'] = String(port).split('/');
  const portName = to === 'exporter' ? { portName: 'http' } : {};
  return {
    from: PEERS[from],
    to: PEERS[to],
    port: Number(number),
    protocol: protocol as Flow['protocol'],
    ...portName,
  };
}

const { stacks } = synthesize(platformOf(exampleData()));
const ofStacks = Object.values(stacks).flatMap(networkPoliciesOf);

onJudge('the network policies of the example, by the matcher of cyclonus', () => {
  let policies: object[] = [];
  beforeAll(() => {
    const exporter = networkPoliciesOfExporter('monitoring', stacks.system?.locals?.exporter_values);
    policies = [...ofStacks, ...exporter];
  });
  const answers = () => {
    const allowed = judge(
      policies,
      FLOWS.map(([from, to, port]) => flowOf(from, to, port)),
    );
    return FLOWS.map(([from, to, port], index) => `${from} → ${to}:${port} ${allowed[index] ? 'allowed' : 'denied'}`);
  };

  it('let through what the table says, and nothing else of it', () => {
    expect(answers()).toEqual(FLOWS.map(([from, to, port, verdict]) => `${from} → ${to}:${port} ${verdict}`));
  });

  it('are what decides: without them, everything gets through', () => {
    const flows = FLOWS.map(([from, to, port]) => flowOf(from, to, port));

    expect(judge([], flows)).toEqual(flows.map(() => true));
  });

  it('close every namespace of the platform in both directions', () => {
    const closed = policies.filter(
      (policy) => (policy as { metadata: { name: string } }).metadata.name === 'default-deny',
    );

    expect(closed.map((policy) => (policy as { metadata: { namespace: string } }).metadata.namespace).sort()).toEqual([
      'env-development',
      'env-production',
      'env-staging',
      'env-system',
      'lke-platform-access',
      'monitoring',
      'sealed-secrets',
    ]);
  });
});
