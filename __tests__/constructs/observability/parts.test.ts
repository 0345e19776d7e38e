import type { ObservabilityProps } from '../../../constructs/observability/inputs';
import { Observability } from '../../../constructs/observability/observability';
import { synthesizeConstruct } from '../../support/construct-root';

const REQUIRED = {
  region: 'nl-ams',
  endpoint: 'https://nl-ams-1.linodeobjects.com',
  lokiBucket: 'acme-loki',
  tempoBucket: 'acme-tempo',
};

const without = (props: Partial<ObservabilityProps>) =>
  synthesizeConstruct((root) => new Observability(root, 'observability', { ...REQUIRED, ...props }));

/** Resources that are not there, or of which there is none, by their name in the stack. */
const leftOut = (props: Partial<ObservabilityProps>) => {
  const made = ({ resource }: ReturnType<typeof without>) =>
    Object.values(resource).flatMap((instances) =>
      Object.entries(instances).flatMap(([name, { for_each: entries }]) =>
        entries && Object.keys(entries).length === 0 ? [] : [name.replace('observability_', '')],
      ),
    );
  const there = made(without(props));
  return made(without({ networkPolicies: true }))
    .filter((name) => !there.includes(name))
    .sort();
};

const values = (release: string, props: Partial<ObservabilityProps>) =>
  JSON.stringify(without(props).locals?.[`observability_${release}_values`]);

describe('without the gateway', () => {
  it('there are no agents that would send to it, and no way for others', () => {
    expect(leftOut({ gateway: false, networkPolicies: true })).toEqual([
      'log_agent',
      'opentelemetry_collector',
      'policy_allow_telemetry',
    ]);
  });

  it('there are agents where that is said, such as for a gateway of your own', () => {
    expect(leftOut({ gateway: false, logAgent: true, networkPolicies: true })).not.toContain('log_agent');
  });
});

describe('without Loki', () => {
  const loki = { loki: false, networkPolicies: true };

  it('there are neither its bucket nor agents', () => {
    expect(leftOut(loki)).toEqual(['log_agent', 'loki', 'loki_bucket']);
  });

  it('the gateway takes no logs, and does not read events', () => {
    expect(values('opentelemetry_collector', loki)).not.toMatch(/loki|"logs|k8sobjects|events|k8s_leader|coordination/);
  });

  it('Grafana neither asks it nor leads to it', () => {
    expect(values('kube_prometheus_stack', loki)).not.toMatch(/loki|tracesToLogs/i);
  });
});

describe('without Tempo', () => {
  const tempo = { tempo: false, networkPolicies: true };

  it('there is no bucket for traces either', () => {
    expect(leftOut(tempo)).toEqual(['tempo', 'tempo_bucket']);
  });

  it('the gateway takes no traces', () => {
    expect(values('opentelemetry_collector', tempo)).not.toMatch(/tempo|"traces/);
  });

  it('Grafana neither asks it nor leads to it, from logs or from metrics', () => {
    expect(values('kube_prometheus_stack', tempo)).not.toMatch(/tempo|trace_id/i);
    expect(values('kube_prometheus_stack', tempo)).toContain('"derivedFields":[]');
  });
});

describe('without both', () => {
  it('no bucket, region or endpoint is asked for', () => {
    const json = synthesizeConstruct((root) => new Observability(root, 'observability', { loki: false, tempo: false }));

    expect(json.resource).not.toHaveProperty('linode_object_storage_bucket');
  });
});

describe('with every part', () => {
  it('no resource of the namespace, of Loki, Tempo and the collectors has a key', () => {
    const { resource } = without({});

    expect(Object.values(resource.helm_release ?? {}).filter((release) => 'for_each' in release)).toEqual([]);
  });
});
