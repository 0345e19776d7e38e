import type { AlertRule } from './alert-rule';
import { withEnvironment } from './alert-rule';

/** What names of services begin with that routes of the Gateway API lead to (Traefik's provider kubernetesgateway). */
export const ROUTE_KINDS = 'httproute-|grpcroute-';

/** Traefik names a service by its namespace first, behind the kind of the route where it is one of the Gateway API. */
const SERVICE = `(?:${ROUTE_KINDS})?env-(development|staging|production|system)-.*`;
const rate = (metric: string, more = '') =>
  withEnvironment(`rate(${metric}{service=~"${SERVICE}"${more}}[5m])`, 'service', SERVICE);

/** Fewer requests a second say nothing. */
const ENOUGH = `sum by (environment) (${rate('traefik_service_requests_total')}) > 0.1`;

/** What users of the environments see of them. */
export const INGRESS_ALERTS: readonly AlertRule[] = [
  {
    alert: 'IngressLatencyHigh',
    severity: 'critical',
    expr: `histogram_quantile(0.99, sum by (environment, le) (${rate('traefik_service_request_duration_seconds_bucket')})) > 1 and ${ENOUGH}`,
    for: '10m',
    summary: 'One request in a hundred to {{ $labels.environment }} takes longer than a second.',
  },
  {
    alert: 'IngressErrorsHigh',
    severity: 'critical',
    expr: `sum by (environment) (${rate('traefik_service_requests_total', ',code=~"5.."')}) / sum by (environment) (${rate('traefik_service_requests_total')}) > 0.05 and ${ENOUGH}`,
    for: '5m',
    summary: 'More than 5 % of the requests to {{ $labels.environment }} are answered by an error of the server.',
  },
];
