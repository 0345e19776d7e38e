import { MONITORING_SERVICES, type BaselineService } from '../../../model/baseline-services';
import type { Stores } from '../collectors/gateway';

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
const FIELD_WITH_TRACE_ID = {
  name: 'trace_id',
  matcherType: 'label',
  matcherRegex: 'trace_id',
  url: VALUE,
  datasourceUid: 'tempo',
};
const TEXT_WITH_TRACE_ID = {
  name: 'trace id in the text',
  matcherRegex: '(?:trace_?id|traceID)"?[=:]\\s*"?([0-9a-f]{32})',
  url: VALUE,
  datasourceUid: 'tempo',
};

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
 * Data sources of Grafana beside Prometheus and Alertmanager. Dashboards and links name them by their uid; a link leads
 * only to what is there.
 *
 * @param tenantsOfLoki whose logs are read. @default - none: Loki knows no tenants
 */
export function dataSources({ loki, tempo, choose }: Stores, tenantsOfLoki: readonly string[] = []) {
  const { secure, ...header } = tenantsOfLoki.length > 0 ? tenants(tenantsOfLoki) : { secure: {} };
  const derivedFields = choose('links-to-traces', [
    [tempo, FIELD_WITH_TRACE_ID],
    [tempo, TEXT_WITH_TRACE_ID],
  ]);
  const ofTempo = choose('tempo-data-source', {
    tracesToLogsV2: [loki, TRACES_TO_LOGS],
    nodeGraph: [true, { enabled: true }],
  });
  return choose('data-sources', [
    [loki, dataSource('Loki', 'loki', MONITORING_SERVICES.loki, { jsonData: { derivedFields, ...header }, ...secure })],
    [tempo, dataSource('Tempo', 'tempo', MONITORING_SERVICES.tempo, { jsonData: ofTempo })],
  ]);
}

/** From a point of a panel to the trace behind it. */
export const linksOfExemplars = ({ tempo, choose }: Omit<Stores, 'loki'>) =>
  choose('links-of-exemplars', {
    datasourceUid: [tempo, 'tempo'],
    traceIdLabelName: [tempo, 'trace_id'],
  });
