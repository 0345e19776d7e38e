import { parser as logQl } from '@grafana/lezer-logql';
import { parser as traceQl } from '@grafana/lezer-traceql';
import { parser as promQl } from '@prometheus-io/lezer-promql';
import { drillDowns } from '../../../constructs/dashboards/drill-down';
import { environmentDashboard, podVariableQuery } from '../../../constructs/dashboards/environment-dashboard';
import { boundAlertsQuery, environmentPanels } from '../../../constructs/dashboards/environment-panels';
import { OVERVIEW_COLUMNS, overviewPanels } from '../../../constructs/dashboards/overview-panels';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import { PANELS } from '../../../model/entities/environment-dashboard';
import { examplePlatform } from '../../support/platforms';

interface Panel {
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly fieldConfig: {
    readonly defaults: { readonly unit: string; readonly thresholds: { readonly steps: readonly object[] } };
  };
}

const platform = examplePlatform();
const shown = (name: EnvironmentName) => {
  const environment = platform.environments.find((it) => it.name === name)!;
  const dashboard = environmentDashboard(platform.name, environment);
  return { ...dashboard, panels: dashboard.panels as unknown as readonly Panel[] };
};

/** The places of a query that its parser does not understand. */
function errorsIn(parser: { parse(text: string): unknown }, query: string): string[] {
  const errors: string[] = [];
  const tree = parser.parse(query) as {
    iterate(by: { enter(node: { type: { isError: boolean }; from: number }): void }): void;
  };
  tree.iterate({
    enter({ type, from }) {
      if (type.isError) errors.push(query.slice(from));
    },
  });
  return errors;
}

/** Parsers know no variables of Grafana. */
const inPromQl = (expr: string) => expr.replaceAll('$__rate_interval', '5m').replaceAll('$pod', '.*');

describe('the dashboard of an environment', () => {
  it('has the panels of the platform file in their order, and the alerts last', () => {
    expect(shown('system').panels.map(({ title }) => title)).toEqual([
      'CPU',
      'Memory',
      'Pod restarts',
      'Secret freshness',
      'Alerts',
    ]);
    expect(shown('development').panels).toHaveLength(PANELS.length);
  });

  it('keeps its uid, whatever else changes', () => {
    expect([shown('production').uid, shown('staging').uid]).toEqual(['acme-production', 'acme-staging']);
  });

  it('has a unit, thresholds and a description in every panel', () => {
    for (const { title, description, fieldConfig } of shown('production').panels) {
      const { unit, thresholds } = fieldConfig.defaults;
      expect({ title, unit, steps: thresholds.steps.length }).toEqual({
        title,
        unit: expect.any(String) as string,
        steps: 3,
      });
      expect(description).toMatch(/\.$/);
    }
  });

  it('names in a panel the bound alerts that tell of it', () => {
    const about = Object.fromEntries(shown('production').panels.map(({ title, description }) => [title, description]));

    expect(about['Pod restarts']).toContain('Alerts: KubePodCrashLooping.');
    expect(about['Ingress latency']).toContain('Alerts: IngressLatencyHigh.');
    expect(about['Secret freshness']).toContain('Alerts: SecretSyncStale.');
    expect(about.CPU).not.toContain('Alerts');
  });

  it('leads from every panel of it to logs and traces of the same namespace and time', () => {
    for (const { title, links } of shown('production').panels.filter(({ title }) => title !== 'Alerts')) {
      expect([title, links?.map((it) => it.title)]).toEqual([title, ['Logs', 'Traces']]);
      for (const { url } of links ?? []) {
        const panes = new URL(url, 'http://grafana').searchParams.get('panes') ?? '';
        const { a } = JSON.parse(panes) as { a: { range: object; queries: readonly object[] } };
        expect(a.range).toEqual({ from: '${__from}', to: '${__to}' });
        expect(JSON.stringify(a.queries)).toContain('env-production');
        expect(url).toContain('${__from}');
      }
    }
  });

  it('lets people choose pods of its own namespace', () => {
    const [variable] = shown('production').templating.list ?? [];

    expect(variable).toMatchObject({ name: 'pod', type: 'query', multi: true, includeAll: true, allValue: '.*' });
    expect(variable?.query).toBe('label_values(kube_pod_info{namespace="env-production"}, pod)');
    expect(JSON.stringify(shown('production').panels)).toContain('pod=~\\"$pod\\"');
  });
});

describe('every query of the dashboards', () => {
  const queries = [
    ...ENVIRONMENT_NAMES.flatMap((name) => [
      ...Object.values(environmentPanels(name)).flatMap((panel) => panel.queries.map(({ expr }) => expr)),
      boundAlertsQuery(name, ['KubePodCrashLooping', 'IngressLatencyHigh']),
      podVariableQuery(name).replace(/^label_values\((.*), pod\)$/, '$1'),
    ]),
    ...Object.values(overviewPanels(100)).flatMap((panel) => panel.queries.map(({ expr }) => expr)),
    ...OVERVIEW_COLUMNS.map(({ expr }) => expr),
  ];

  it.each(queries)('is PromQL: %s', (expr) => {
    expect(errorsIn(promQl, inPromQl(expr))).toEqual([]);
  });

  it.each(ENVIRONMENT_NAMES)('is LogQL and TraceQL, of %s', (name) => {
    const { logs, traces } = drillDowns(name);

    expect([errorsIn(logQl, logs.query), errorsIn(traceQl, traces.query)]).toEqual([[], []]);
  });

  it('would not be, were it broken', () => {
    expect(errorsIn(promQl, 'sum(rate(x[5m])')).not.toEqual([]);
    expect(errorsIn(logQl, '{k8s_namespace_name=}')).not.toEqual([]);
    expect(errorsIn(traceQl, '{resource.k8s.namespace.name=}')).not.toEqual([]);
  });
});
