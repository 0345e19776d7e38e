import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALERT_RUNBOOK_FILE,
  OBSERVABILITY_GUIDE_FILE,
  withDashboardTables,
} from '../../publish/reference/dashboard-tables';
import { dataOf, platformOf } from '../support/platforms';

const GUIDE = join(__dirname, '../..', OBSERVABILITY_GUIDE_FILE);
const RUNBOOK = join(__dirname, '../..', ALERT_RUNBOOK_FILE);
const runbook = existsSync(RUNBOOK) ? readFileSync(RUNBOOK, 'utf8') : '';
const platform = platformOf(dataOf('platform.yaml'));

// `npm run snapshots` sets this.
if (process.env.WRITE_ADDRESSES)
  writeFileSync(GUIDE, withDashboardTables(readFileSync(GUIDE, 'utf8'), platform, runbook));

describe('the dashboards of platform.yaml', () => {
  it('are recorded in the guide: npm run snapshots writes them', () => {
    const page = readFileSync(GUIDE, 'utf8');

    expect(withDashboardTables(page, platform, runbook)).toBe(page);
  });

  it('are recorded by what is in them', () => {
    const page = readFileSync(GUIDE, 'utf8');
    const [first, ...others] = platform.environments;
    const renamed = { ...first!, dashboard: { ...first!.dashboard, dashboardUid: 'another' } };

    expect(withDashboardTables(page, { ...platform, environments: [renamed, ...others] }, runbook)).not.toBe(page);
  });
});
