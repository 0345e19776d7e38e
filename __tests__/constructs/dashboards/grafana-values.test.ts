import { grafanaDashboardValues } from '../../../constructs/dashboards/grafana-values';

const grafanaOf = (entries: (number | string)[]) =>
  (JSON.parse(grafanaDashboardValues(entries)) as { grafana: { dashboards?: object; dashboardProviders?: object } })
    .grafana;

describe('what the chart of Grafana is told of dashboards', () => {
  it('is the id and revision of those of grafana.com, which it downloads itself', () => {
    expect(grafanaOf(['1860@37', 'infra/dashboards/ingress.json', 3662]).dashboards).toEqual({
      'grafana-com': {
        'grafana-com-1860': {
          gnetId: 1860,
          revision: 37,
          datasource: [{ name: 'DS_PROMETHEUS', value: 'prometheus' }],
        },
        'grafana-com-3662': { gnetId: 3662, revision: 1, datasource: [{ name: 'DS_PROMETHEUS', value: 'prometheus' }] },
      },
    });
  });

  it('downloads nothing where nothing is named', () => {
    expect(Object.keys(grafanaOf(['infra/dashboards/ingress.json']))).toEqual(['sidecar']);
  });
});
