import { loadPlatform } from '../../../model/load';
import { stringify } from 'yaml';
import { exampleData } from '../../support/platforms';

const GOOD = { title: 'Shop', uid: 'shop', panels: [{ type: 'timeseries', title: 'Orders' }] };

/** What is wrong with the dashboard x.json. @param text undefined where there is no such file */
function loadWith(text: string | undefined) {
  const data = exampleData();
  const file = stringify({ ...data, observability: { ...(data.observability as object), dashboards: ['x.json'] } });
  const { problems } = loadPlatform(file, { file: 'platform.yaml', readFile: () => text });
  return problems.filter(({ rule }) => rule === 'dashboard-files');
}
const problemsOf = (text: string | undefined) => loadWith(text).map(({ what, path }) => `${path}: ${what}`);
const place = 'observability.dashboards[0]: ';

describe('a dashboard that is a file', () => {
  it('is fine with a title, a uid and panels', () => {
    expect(problemsOf(JSON.stringify(GOOD))).toEqual([]);
  });

  it.each([
    [undefined, 'there is no file x.json'],
    ['{', 'x.json is not JSON: '],
    ['[]', 'x.json is not a dashboard: '],
    [JSON.stringify({ ...GOOD, title: '' }), 'x.json is not a dashboard: title: '],
    [JSON.stringify({ ...GOOD, uid: 'a b' }), 'x.json is not a dashboard: uid: '],
    [JSON.stringify({ ...GOOD, panels: [] }), 'x.json is not a dashboard: panels: '],
    [JSON.stringify({ ...GOOD, __inputs: [] }), 'x.json was exported for sharing: '],
    [
      JSON.stringify({ ...GOOD, uid: 'acme-production' }),
      'x.json has the uid acme-production of the environment production',
    ],
    [
      JSON.stringify({ ...GOOD, uid: 'acme-overview' }),
      'x.json has the uid acme-overview of the overview of the platform',
    ],
    [
      JSON.stringify({ ...GOOD, uid: 'lke-platform-delivery' }),
      'x.json has the uid lke-platform-delivery of the chart baseline-observability',
    ],
    [
      JSON.stringify({ ...GOOD, panels: [{ type: 'stat', title: 'A', datasource: { uid: 'x' } }] }),
      'x.json panel "A" asks the data source x',
    ],
    [
      JSON.stringify({ ...GOOD, panels: [{ type: 'row', panels: [{ type: 'stat', targets: [{ expr: 5 }] }] }] }),
      'x.json is not a dashboard: panels.0.panels.0.targets.0.expr: ',
    ],
    [JSON.stringify({ ...GOOD, about: 'x'.repeat(1_000_000) }), 'x.json has 1000'],
  ])('is refused where Grafana could not load it', (text, what) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(`${place}${what}`)]);
  });

  it('is fine up to the byte that a ConfigMap holds', () => {
    const sized = (bytes: number) => {
      const about = 'x'.repeat(bytes - JSON.stringify({ ...GOOD, about: '' }).length);
      return JSON.stringify({ ...GOOD, about });
    };

    expect(problemsOf(sized(1_000_000))).toEqual([]);
    expect(problemsOf(sized(1_000_001))).toEqual([`${place}x.json has 1000001 bytes, and a ConfigMap holds 1000000`]);
  });

  it('is refused where Prometheus would not understand a query, which is named with its panel', () => {
    const query = 'rate(orders_total{pod=~"$pod"}[$__rate_interval)';
    const targets = [{ refId: 'B', expr: query, datasource: { type: 'prometheus', uid: 'prometheus' } }];
    const templating = { list: [{ name: 'pod' }] };
    const panels = [{ type: 'row', panels: [{ ...GOOD.panels[0], targets }] }];
    const [problem, ...others] = loadWith(JSON.stringify({ ...GOOD, templating, panels }));

    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      severity: 'error',
      path: 'observability.dashboards[0]',
      what: 'x.json panel "Orders" has the query B that is not PromQL: it stops being that here: )',
      given: query,
      fix: expect.stringContaining('Explore') as string,
    });
  });
});
