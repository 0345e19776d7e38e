import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { Observability } from '../../../constructs/observability/observability';
import { synthesizeConstruct } from '../../support/construct-root';

const REQUIRED = {
  region: 'nl-ams',
  endpoint: 'https://nl-ams-1.linodeobjects.com',
  lokiBucket: 'acme-loki',
  tempoBucket: 'acme-tempo',
};

const observability = () => synthesizeConstruct((root) => new Observability(root, 'observability', REQUIRED));

describe('variables in place of literals', () => {
  const variable = (root: Construct, name: string) => new TerraformVariable(root, name, {});
  const withVariables = synthesizeConstruct(
    (root) =>
      new Observability(root, 'observability', {
        region: variable(root, 'region').stringValue,
        endpoint: variable(root, 'endpoint').stringValue,
        lokiBucket: variable(root, 'loki_bucket').stringValue,
        tempoBucket: variable(root, 'tempo_bucket').stringValue,
        retentionDays: variable(root, 'retention_days').numberValue,
        metricsVolumeGib: variable(root, 'metrics_volume_gib').numberValue,
        otelCollectors: variable(root, 'otel_collectors').numberValue,
      }),
  );

  it('give the same resources at the same addresses', () => {
    const addresses = ({ resource }: ReturnType<typeof observability>) =>
      Object.entries(resource).flatMap(([type, instances]) => Object.keys(instances).map((name) => `${type}.${name}`));

    expect(addresses(withVariables)).toEqual(addresses(observability()));
  });

  it('stand in the values as Terraform writes them, within text too', () => {
    expect(withVariables.locals).toMatchObject({
      observability_opentelemetry_collector_values: { replicaCount: '${var.otel_collectors}' },
      observability_loki_values: {
        loki: {
          limits_config: { retention_period: '${var.retention_days}d' },
          storage: { s3: { endpoint: '${var.endpoint}', region: '${var.region}' } },
        },
      },
      observability_tempo_values: {
        tempo: {
          retention: '${(var.retention_days * 24)}h',
          storage: {
            trace: {
              s3: {
                endpoint:
                  '${trimprefix(trimprefix(coalesce(var.endpoint, "https://nowhere.invalid"), "https://"), "http://")}',
              },
            },
          },
        },
      },
      observability_kube_prometheus_stack_values: {
        prometheus: { prometheusSpec: { retentionSize: '${floor((var.metrics_volume_gib * 0.85))}GiB' } },
      },
    });
  });
});
