import { observabilityOpenings } from '../../../../constructs/observability/network-policies';
import { MONITORING_SERVICES } from '../../../../model/baseline-services';
import { configurationOf } from '../../../support/observability/collectors';

interface Receiver {
  readonly protocols: Readonly<Record<string, { readonly endpoint: string }>>;
}

describe('the gateway', () => {
  const { receivers, processors, service } = configurationOf('opentelemetry_collector');
  const pipelinesOf = (receiver: string) =>
    Object.entries(service.pipelines).filter(([, it]) => it.receivers?.includes(receiver));
  const portsOf = (receiver: string) =>
    Object.values((receivers[receiver] as Receiver).protocols).map(({ endpoint }) => Number(endpoint.split(':')[1]));

  it('believes no application where it runs: it takes that away first, and looks who sent it', () => {
    const applications = pipelinesOf('otlp');

    expect(applications.map(([name]) => name).sort()).toEqual(['logs', 'metrics', 'traces']);
    for (const [, it] of applications) {
      expect(it.processors?.slice(0, 3)).toEqual(['memory_limiter', 'transform/applications', 'k8s_attributes']);
    }
    const without = 'delete_matching_keys(resource.attributes, "^k8s[^a-zA-Z0-9]")';
    expect(processors['transform/applications']).toEqual({
      error_mode: 'propagate',
      metric_statements: [without, without.replace('resource', 'datapoint')],
      log_statements: [without],
      trace_statements: [without],
    });
    expect(processors.k8s_attributes).toMatchObject({ pod_association: [{ sources: [{ from: 'connection' }] }] });
  });

  it.each([
    ['service.name', true],
    ['k8sters', true],
    ['team', true],
    ['k8s.namespace.name', false],
    ['k8s_namespace_name', false],
    ['k8s/namespace/name', false],
  ])('takes the annotation %s of a pod: %s', (name, isTaken) => {
    const { extract } = processors.k8s_attributes as { extract: { annotations: { key_regex: string }[] } };
    const [{ key_regex: pattern } = { key_regex: '' }] = extract.annotations;

    expect(extract).not.toHaveProperty('otel_annotations');
    expect(new RegExp(`^(?:${pattern})$`).test(`resource.opentelemetry.io/${name}`)).toBe(isTaken);
  });

  it('takes from the agents what they say of pods, at a port that is open to them alone', () => {
    const [[name] = []] = pipelinesOf('otlp/agents');
    const openings = observabilityOpenings({ podNetwork: '10.2.0.0/16', gateway: true });
    const ways = Object.values(openings).flatMap(({ ingress = [] }) => ingress);
    const { except } = openings['allow-same-namespace'] ?? {};
    const { exporters } = configurationOf('log_agent');
    const { port } = MONITORING_SERVICES.otlpAgents;

    expect(name).toBe('logs/agents');
    expect([portsOf('otlp'), portsOf('otlp/agents')]).toEqual([[4317, 4318], [port]]);
    expect(except).toEqual(['opentelemetry-collector']);
    expect(ways.filter(({ ports = [] }) => JSON.stringify(ports).includes(String(port)))).toEqual([
      {
        from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'log-agent' } } }],
        ports: [expect.anything()],
      },
    ]);
    expect(exporters['otlp_grpc/gateway']).toMatchObject({ endpoint: `opentelemetry-collector:${port}` });
  });
});
