import { withDashboardTables } from '../../../publish/reference/dashboard-tables';
import { dataOf, platformOf } from '../../support/platforms';

const PAGE = '# Guide\n\n<!-- generated: dashboards -->\n\nformer\n\n<!-- /generated -->\n\nmore\n';
const full = platformOf(dataOf('docs/examples/full.yaml'));
const minimal = platformOf(dataOf('docs/examples/minimal.yaml'));

describe('the tables of the dashboards', () => {
  it('take the place of the former ones, and of nothing else', () => {
    const page = withDashboardTables(PAGE, minimal, '');

    expect(page).toMatch(/^# Guide\n\n<!-- generated: dashboards -->\n\n### The overview\n/);
    expect(page).toMatch(/\n\n<!-- \/generated -->\n\nmore\n$/);
    expect(page).not.toContain('former');
  });

  it('lead to the runbook of an alert that it describes, and to no other', () => {
    const page = withDashboardTables(PAGE, full, '### KubePodCrashLooping\n');

    expect(page).toContain('[KubePodCrashLooping](../runbooks/alerts.md#kubepodcrashlooping)');
    expect(withDashboardTables(PAGE, full, '')).not.toContain('alerts.md#');
  });

  it('name no alert where the platform binds none to a dashboard', () => {
    expect(withDashboardTables(PAGE, minimal, '### KubePodCrashLooping\n')).not.toContain('KubePodCrashLooping');
  });

  it('refuse a page that has no place for them', () => {
    expect(() => withDashboardTables('# Guide\n', minimal, '')).toThrow('has no place for the dashboards');
  });
});
