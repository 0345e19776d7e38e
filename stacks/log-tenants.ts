import { Construct } from 'constructs';
import {
  gatewayOverlay,
  grafanaOverlay,
  LOKI_WITH_TENANTS,
  lokiOverlay,
} from '../constructs/observability/overlays/log-tenants';
import { yamlValues } from '../constructs/yaml-values';
import type { Platform } from '../model/platform';

/** What the releases of the observability stack get beside their own values, so that each environment is a tenant. */
export class LogTenants extends Construct {
  /** One entry that all need, then an overlay of each environment. */
  readonly loki: readonly string[];
  readonly gateway: readonly string[];
  readonly grafana: readonly string[];

  constructor(scope: Construct, id: string, { environments }: Platform) {
    super(scope, id);
    const tenants = environments.map(({ namespace, logs }) => ({ namespace, ...logs }));
    this.loki = [
      yamlValues(this, 'loki', LOKI_WITH_TENANTS),
      ...environments.map(({ name }, place) => yamlValues(this, `loki-${name}`, lokiOverlay(tenants[place]!))),
    ];
    this.gateway = [yamlValues(this, 'gateway', gatewayOverlay(tenants))];
    this.grafana = [yamlValues(this, 'grafana', grafanaOverlay(tenants))];
  }
}
