import { chooseIn } from '../../chosen';
import { toLoki } from '../collectors/gateway';
import { dataSources } from '../values/data-sources';

/** Tenant of what belongs to no environment: the baseline itself, nodes, Argo CD. */
export const PLATFORM_TENANT = 'platform';

/** Where Loki put everything while it knew no tenants; read on, so that nothing is out of sight. */
const FORMER_TENANT = 'fake';

export interface LogTenant {
  /** Namespace of the environment, which is its tenant, too. */
  readonly namespace: string;
  /** Days for which its logs are kept. */
  readonly retentionDays: number;
  /** What is taken of it in a second. */
  readonly ingestionMegabytesPerSecond: number;
}

/** What may come at once, as a multiple of what may come in a second. */
const BURST = 2;

/**
 * Values of the chart loki for one environment: retention and ingestion in the runtime configuration, which Loki reads
 * again while it runs.
 */
export const lokiOverlay = ({ namespace, retentionDays, ingestionMegabytesPerSecond }: LogTenant) => ({
  loki: {
    runtimeConfig: {
      overrides: {
        [namespace]: {
          retention_period: `${retentionDays}d`,
          ingestion_rate_mb: ingestionMegabytesPerSecond,
          ingestion_burst_size_mb: ingestionMegabytesPerSecond * BURST,
        },
      },
    },
  },
});

/** Values of the chart loki that make a tenant of each environment. Limits of Loki are those of tenants. */
export const LOKI_WITH_TENANTS = {
  loki: { auth_enabled: true, querier: { multi_tenant_queries_enabled: true } },
};

const exporterOf = (tenant: string) => `otlp_http/loki-${tenant}`;
const pipelineOf = (tenant: string) => `logs/${tenant}`;
const ROUTING = 'routing/tenants';

/** Values of the gateway that hand each record to the tenant of its namespace. */
export function gatewayOverlay(tenants: readonly Pick<LogTenant, 'namespace'>[]) {
  const names = [...tenants.map(({ namespace }) => namespace), PLATFORM_TENANT];
  const each = <T>(entry: (name: string) => readonly [string, T]) => Object.fromEntries(names.map(entry));
  return {
    alternateConfig: {
      connectors: {
        [ROUTING]: {
          default_pipelines: [pipelineOf(PLATFORM_TENANT)],
          error_mode: 'ignore',
          table: tenants.map(({ namespace }) => ({
            context: 'resource',
            condition: `attributes["k8s.namespace.name"] == "${namespace}"`,
            pipelines: [pipelineOf(namespace)],
          })),
        },
      },
      exporters: each((name) => [exporterOf(name), toLoki({ 'X-Scope-OrgID': name })]),
      service: {
        pipelines: {
          logs: { exporters: [ROUTING] },
          'logs/agents': { exporters: [ROUTING] },
          'logs/events': { exporters: [ROUTING] },
          ...each((name) => [pipelineOf(name), { receivers: [ROUTING], exporters: [exporterOf(name)] }]),
        },
      },
    },
  };
}

/** Values of kube-prometheus-stack with which Grafana reads all tenants. */
export const grafanaOverlay = (tenants: readonly Pick<LogTenant, 'namespace'>[]) => ({
  grafana: {
    additionalDataSources: dataSources({ loki: true, tempo: true, choose: chooseIn() }, [
      ...tenants.map(({ namespace }) => namespace),
      PLATFORM_TENANT,
      FORMER_TENANT,
    ]),
  },
});
