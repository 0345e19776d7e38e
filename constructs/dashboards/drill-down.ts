import type { EnvironmentName } from '../../model/entities/environment';
import { namespaceOf } from '../../model/naming';

/** The data sources of Grafana, by their uid, as the stack installs them. */
export const DATA_SOURCES = { prometheus: 'prometheus', loki: 'loki', tempo: 'tempo' } as const;

/** A way from a dashboard to the same namespace and time in another store. */
export interface DrillDown {
  readonly title: string;
  /** Path within Grafana, which puts in the time range of the dashboard. */
  readonly url: string;
  /** The query there, in the language of the store. */
  readonly query: string;
}

/** Logs and traces of an environment. */
export function drillDowns(environment: EnvironmentName): Readonly<Record<'logs' | 'traces', DrillDown>> {
  const namespace = namespaceOf(environment);
  const logs = `{k8s_namespace_name="${namespace}"}`;
  const traces = `{resource.k8s.namespace.name="${namespace}"}`;
  return {
    logs: {
      title: 'Logs',
      query: logs,
      url: exploreUrl('loki', { expr: logs, queryType: 'range', editorMode: 'code' }),
    },
    traces: {
      title: 'Traces',
      query: traces,
      url: exploreUrl('tempo', { query: traces, queryType: 'traceql', limit: 20, tableType: 'traces' }),
    },
  };
}

/** Variables of Grafana with the time range of a dashboard, which have to stay readable for it. */
const FROM = '${__from}';
const TO = '${__to}';

function exploreUrl(source: 'loki' | 'tempo', query: object): string {
  const uid = DATA_SOURCES[source];
  const pane = {
    datasource: uid,
    queries: [{ refId: 'A', datasource: { type: source, uid }, ...query }],
    range: { from: FROM, to: TO },
  };
  const panes = encodeURIComponent(JSON.stringify({ a: pane }));
  const readable = [FROM, TO].reduce((text, name) => text.replace(encodeURIComponent(name), name), panes);
  return `/explore?schemaVersion=1&orgId=1&panes=${readable}`;
}
