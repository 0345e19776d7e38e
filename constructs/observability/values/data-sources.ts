import { MONITORING_SERVICES, type BaselineService } from '../../../model/baseline-services';

const dataSource = (name: string, type: string, service: BaselineService, more: object) => ({
  name,
  type,
  uid: type,
  access: 'proxy',
  url: `http://${service.name}:${service.port}`,
  ...more,
});

/**
 * Names the value of a field in a link. Grafana expands variables of its environment in such files, so that a dollar is
 * written twice; Terraform takes `$${` for `${`.
 */
const VALUE = '$$${__value.raw}';

/** From a line of a log to its trace: what came by OTLP has the id as a field, other lines may have it in their text. */
const DERIVED_FIELDS = [
  { name: 'trace_id', matcherType: 'label', matcherRegex: 'trace_id', url: VALUE, datasourceUid: 'tempo' },
  {
    name: 'trace id in the text',
    matcherRegex: '(?:trace_?id|traceID)"?[=:]\\s*"?([0-9a-f]{32})',
    url: VALUE,
    datasourceUid: 'tempo',
  },
];

/** From a span to the logs of the same pod, a while before it and after it. */
const TRACES_TO_LOGS = {
  datasourceUid: 'loki',
  spanStartTimeShift: '-15m',
  spanEndTimeShift: '15m',
  filterByTraceID: true,
  filterBySpanID: false,
  tags: [
    { key: 'k8s.namespace.name', value: 'k8s_namespace_name' },
    { key: 'service.name', value: 'service_name' },
  ],
};

/** Names of Loki's tenants that Grafana reads, all at once. */
const tenants = (names: readonly string[]) => ({
  httpHeaderName1: 'X-Scope-OrgID',
  secure: { secureJsonData: { httpHeaderValue1: names.join('|') } },
});

/**
 * Data sources of Grafana beside Prometheus and Alertmanager. Dashboards and links name them by their uid.
 *
 * @param tenantsOfLoki whose logs are read. @default - none: Loki knows no tenants
 */
export function dataSources(tenantsOfLoki: readonly string[] = []) {
  const { secure, ...header } = tenantsOfLoki.length > 0 ? tenants(tenantsOfLoki) : { secure: {} };
  return [
    dataSource('Loki', 'loki', MONITORING_SERVICES.loki, {
      jsonData: { derivedFields: DERIVED_FIELDS, ...header },
      ...secure,
    }),
    dataSource('Tempo', 'tempo', MONITORING_SERVICES.tempo, {
      jsonData: { tracesToLogsV2: TRACES_TO_LOGS, nodeGraph: { enabled: true } },
    }),
  ];
}
