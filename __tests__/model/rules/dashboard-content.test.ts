import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DashboardContent, findingsIn, wrongQueriesIn } from '../../../model/rules/dashboard-content';

const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const panel = (more: object = {}) => ({ id: 1, title: 'Orders', datasource: PROMETHEUS, targets: [], ...more });
const asking = (expr: string, more: object = {}) => panel({ targets: [{ expr, datasource: PROMETHEUS }], ...more });
const variable = { list: [{ name: 'namespace' }, { name: 'source', type: 'datasource' }] };

describe('what a dashboard shows', () => {
  it.each([
    ['a variable of its own', asking('up{namespace="$namespace"} + up{namespace=~"${namespace:regex}"}')],
    ['a variable of Grafana', asking('rate(up[$__rate_interval]) + ${__range_s}')],
    ['a group of a pattern', asking('label_replace(up, "a", "$1", "b", "(.*)$")')],
    ['a data source that is chosen', panel({ datasource: { uid: '${source}' } })],
    ['a data source of Grafana', panel({ datasource: { uid: '-- Grafana --' } })],
    ['the usual data source', panel({ datasource: null })],
    ['a row', panel({ type: 'row', panels: [asking('up', { id: 2 })] })],
  ])('is fine with %s', (_, content) => {
    expect(findingsIn({ templating: variable, panels: [content] })).toEqual([]);
  });

  it.each([
    ['an unknown data source', panel({ datasource: { uid: 'abc' } }), 'asks the data source abc, which nobody makes'],
    [
      'a data source that was to be filled in',
      panel({ datasource: '${DS_PROMETHEUS}' }),
      'asks the data source ${DS_PROMETHEUS}, which nobody makes',
    ],
    ['an unknown variable', asking('up{a="$nope"}'), 'uses the variable nope, which the dashboard does not have'],
    [
      'one in a row',
      panel({ title: 'Row', panels: [asking('up{a="[[nope]]"}', { id: 2 })] }),
      'uses the variable nope, which the dashboard does not have',
    ],
  ])('leads nowhere with %s', (_, content, finding) => {
    expect(findingsIn({ templating: variable, panels: [content] })).toEqual([`panel "Orders" ${finding}`]);
  });

  it('is mixed up where two panels have one id', () => {
    expect(findingsIn({ panels: [panel(), panel()] })).toEqual(['has several panels with the id 1']);
  });

  it('is fine in the dashboards that come with the platform', () => {
    const file = join(__dirname, '../../../infra/helm/baseline-observability/dashboards/delivery.json');

    expect(findingsIn(JSON.parse(readFileSync(file, 'utf8')) as DashboardContent)).toEqual([]);
    expect(wrongQueriesIn(JSON.parse(readFileSync(file, 'utf8')) as DashboardContent)).toEqual([]);
  });

  it.each([
    ['of Prometheus', PROMETHEUS, true],
    ['of the usual data source', null, true],
    ['of Prometheus by its name', 'Prometheus', true],
    ['of a Prometheus that is chosen', { uid: '${metrics}' }, true],
    ['of a Loki that is chosen', { uid: '$logs' }, false],
    ['of Loki', { type: 'loki', uid: 'loki' }, false],
    ['of Loki by its uid', { uid: 'loki' }, false],
    ['of Tempo', { type: 'tempo', uid: 'tempo' }, false],
    ['of an expression', { type: '__expr__', uid: '__expr__' }, false],
  ])('is asked in PromQL or not: a query %s', (_, datasource, isPromQl) => {
    const list = [
      { name: 'metrics', type: 'datasource', query: 'prometheus' },
      { name: 'logs', type: 'datasource', query: 'loki' },
    ];
    const content = panel({ datasource, targets: [{ refId: 'A', expr: '{app="shop"} |= "error"' }] });

    expect(findingsIn({ templating: { list }, panels: [content] })).toEqual([]);
    expect(wrongQueriesIn({ templating: { list }, panels: [content] })).toHaveLength(isPromQl ? 1 : 0);
  });

  it('is asked by no query that is not written yet', () => {
    expect(wrongQueriesIn({ panels: [asking('')] })).toEqual([]);
  });
});
