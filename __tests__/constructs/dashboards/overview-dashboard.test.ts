import { overviewDashboard } from '../../../constructs/dashboards/overview-dashboard';
import { examplePlatform } from '../../support/platforms';

const { name, environments, budget } = examplePlatform();
const overview = overviewDashboard(name, environments, budget);
const text = JSON.stringify(overview);

describe('the overview of a platform', () => {
  it('has a uid of its own, and leads to the dashboard of every environment', () => {
    expect(overview.uid).toBe('acme-overview');
    expect(overview.links?.map(({ title, url }) => [title, url])).toEqual(
      environments.map((it) => [it.name, `/d/${it.dashboard.dashboardUid}`]),
    );
  });

  it('shows status, drift, secrets, cost and budget', () => {
    for (const metric of [
      'environment_status',
      'drift_severity',
      'secret_freshness',
      'cost_dollars_per_month',
      'budget',
    ]) {
      expect(text).toContain(`lke_platform_${metric}`);
    }
  });

  it('judges the cost by the budget of the platform, where there is one', () => {
    const steps = (budget?: number) => {
      const panels = overviewDashboard(name, environments, budget).panels ?? [];
      const cost = panels.find((panel) => 'title' in panel && panel.title === 'Cost a month');
      return (
        cost as { fieldConfig?: { defaults: { thresholds?: { steps: { value: number | null }[] } } } }
      ).fieldConfig?.defaults.thresholds?.steps.map(({ value }) => value);
    };

    expect([steps(1000), steps()]).toEqual([[null, 800, 1000], [null]]);
  });
});
