import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { parse } from 'yaml';
import type { ObservabilityProps } from '../../../constructs/observability/inputs';
import { Observability } from '../../../constructs/observability/observability';
import { SecretsBootstrap } from '../../../constructs/secrets-bootstrap/secrets-bootstrap';
import { synthesizeConstruct } from '../../support/construct-root';
import { engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';

const LITERALS = {
  region: 'nl-ams',
  endpoint: 'http://ceph.acme.example:7480',
  lokiBucket: 'acme-loki',
  tempoBucket: 'acme-tempo',
  retentionDays: 30,
  otelCollectors: 3,
  metricsVolumeGib: 100,
} satisfies ObservabilityProps;

/** The same, each by way of a variable. */
function variables(root: Construct): ObservabilityProps {
  const entries = Object.entries(LITERALS).map(([key, value]) => {
    const type = typeof value === 'number' ? 'number' : 'string';
    const variable = new TerraformVariable(root, key, { type, default: value });
    return [key, type === 'number' ? variable.numberValue : variable.stringValue];
  });
  return Object.fromEntries(entries) as typeof LITERALS;
}

const synthesize = (props: (root: Construct) => ObservabilityProps) =>
  synthesizeConstruct((root) => {
    new SecretsBootstrap(root, 'secrets', {});
    new Observability(root, 'observability', props(root));
  });

interface Plan {
  readonly resource_changes: readonly { readonly address: string; readonly change: { readonly after: object } }[];
}

engineSuite('the baseline under the engine', () => {
  let standIn: StandIn;
  const roots: Root[] = [];
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => {
    roots.forEach((root) => {
      root.remove();
    });
    standIn.stop();
  });

  async function plan(props: (root: Construct) => ObservabilityProps): Promise<Plan> {
    const root = new Root({
      TF_REATTACH_PROVIDERS: standIn.reattach,
      LINODE_TOKEN: standIn.world.linode.createToken('test').token,
    });
    roots.push(root);
    root.write(synthesize(props));
    for (const args of [['init'], ['validate'], ['plan', '-out=plan']]) {
      const { code, output } = await root.run(...args);
      if (code !== 0) throw new Error(output);
    }
    const shown = await root.run('show', '-json', 'plan');
    return JSON.parse(shown.output) as Plan;
  }

  const planned = ({ resource_changes: changes }: Plan, address: string) =>
    changes.find((change) => change.address === address)?.change.after;

  it('plans the same for literals and for variables', async () => {
    const [literal, variable] = [await plan(() => LITERALS), await plan(variables)];

    expect(variable.resource_changes).toEqual(literal.resource_changes);
    expect(literal.resource_changes.map(({ address }) => address)).toEqual([
      'helm_release.observability_kube_prometheus_stack',
      'helm_release.observability_log_agent',
      'helm_release.observability_loki',
      'helm_release.observability_opentelemetry_collector',
      'helm_release.observability_tempo',
      'helm_release.secrets_sealed_secrets',
      'kubernetes_namespace_v1.observability_namespace',
      'kubernetes_namespace_v1.secrets_namespace',
      'linode_object_storage_bucket.observability_loki_bucket',
      'linode_object_storage_bucket.observability_tempo_bucket',
    ]);
  }, 60_000);

  it('writes values as the charts read them', async () => {
    const changes = await plan(() => LITERALS);
    const values = (name: string) => {
      const after = planned(changes, `helm_release.${name}`) as { readonly values: readonly [string] };
      return parse(after.values[0]) as unknown;
    };

    expect(values('observability_kube_prometheus_stack')).toMatchObject({
      prometheus: { prometheusSpec: { retention: '30d', retentionSize: '85GiB' } },
    });
    expect(values('observability_tempo')).toMatchObject({
      tempo: {
        retention: '720h',
        storage: { trace: { s3: { bucket: 'acme-tempo', endpoint: 'ceph.acme.example:7480', insecure: true } } },
      },
    });
    expect(values('observability_loki')).toMatchObject({
      loki: { schemaConfig: { configs: [{ from: '2024-04-01' }] }, storage: { bucketNames: { chunks: 'acme-loki' } } },
    });
    expect(values('observability_opentelemetry_collector')).toMatchObject({
      replicaCount: 3,
      alternateConfig: { receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } } },
    });
    expect(values('secrets_sealed_secrets')).toMatchObject({ keyrenewperiod: '0' });
  }, 60_000);
});
