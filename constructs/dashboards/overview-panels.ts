import type { Panel } from './panel';

/** What the columns of the table of environments come from: each query has one sample an environment. */
export const OVERVIEW_COLUMNS = [
  { title: 'Status', label: 'status', expr: 'lke_platform_environment_status == 1', unit: 'string' },
  { title: 'Drift', label: 'severity', expr: 'lke_platform_drift_severity == 1', unit: 'string' },
  {
    title: 'Secrets that are due',
    expr: 'sum by (environment) (lke_platform_secret_freshness{freshness=~"stale|behind|never-synced"})',
    unit: 'short',
  },
  {
    title: 'Cost',
    expr: 'sum by (environment) (lke_platform_cost_dollars_per_month{bound="count"})',
    unit: 'currencyUSD',
  },
  {
    title: 'Cost at most',
    expr: 'sum by (environment) (lke_platform_cost_dollars_per_month{bound="max_count"})',
    unit: 'currencyUSD',
  },
  { title: 'Budget', expr: 'sum by (environment) (lke_platform_budget_dollars_per_month)', unit: 'currencyUSD' },
] as const;

const DAY = 86_400;

/** Share of a budget from which on somebody should look. */
const NEAR = 0.8;

/** What the overview of a platform shows of all its environments. @param budget of the whole platform, in dollars a month */
export const overviewPanels = (budget: number | undefined): Readonly<Record<string, Panel>> => ({
  cost: {
    title: 'Cost a month',
    about: 'US dollars a month for what was applied, at the count of every pool and at the largest that may be.',
    ...{ unit: 'currencyUSD', ...(budget !== undefined && { warning: NEAR * budget, critical: budget }) },
    queries: [
      { expr: 'lke_platform_cost_dollars_per_month{bound="count"}', legend: '{{environment}}' },
      { expr: 'lke_platform_cost_dollars_per_month{bound="max_count"}', legend: '{{environment}} at most' },
    ],
  },
  budget: {
    title: 'Share of the budget',
    about: 'What the pools may cost at their largest, of the budget of an environment, and of that of everything.',
    ...{ unit: 'percentunit', warning: NEAR, critical: 1 },
    queries: [
      {
        expr:
          'sum by (environment) (lke_platform_cost_dollars_per_month{bound="max_count"}) / ' +
          'on (environment) sum by (environment) (lke_platform_budget_dollars_per_month)',
        legend: '{{environment}}',
      },
      {
        expr:
          'sum(lke_platform_cost_dollars_per_month{bound="max_count"}) / ' +
          'sum(lke_platform_budget_dollars_per_month{environment="all"})',
        legend: 'everything',
      },
    ],
  },
  secrets: {
    title: 'Secrets that are due',
    about: 'How many secrets of an environment are overdue for rotation, or the cluster has not got.',
    ...{ unit: 'short', warning: 1, critical: 3 },
    queries: [
      {
        expr: 'sum by (environment) (lke_platform_secret_freshness{freshness=~"stale|behind|never-synced"})',
        legend: '{{environment}}',
      },
    ],
  },
  drift: {
    title: 'Since drift was looked for',
    about: 'Time since all of an environment was compared with what was applied.',
    ...{ unit: 's', warning: 2 * DAY, critical: 7 * DAY },
    queries: [{ expr: 'time() - lke_platform_drift_last_complete_run_timestamp_seconds', legend: '{{environment}}' }],
  },
  backups: {
    title: 'Age of backups',
    about: 'Time since each stack was kept in a form from which it can be brought back.',
    ...{ unit: 's', warning: 30 * DAY, critical: 90 * DAY },
    queries: [
      { expr: 'time() - max by (stack, kind) (lke_platform_backup_timestamp_seconds)', legend: '{{stack}}: {{kind}}' },
    ],
  },
  alerts: {
    title: 'Alerts that nobody acknowledged',
    about: 'How many alerts fire that nobody acknowledged.',
    ...{ unit: 'short', warning: 1, critical: 5 },
    queries: [{ expr: 'sum by (alertname) (lke_platform_alerts_unacknowledged)', legend: '{{alertname}}' }],
  },
  access: {
    title: 'Access that needs a person',
    about: 'Reviews of access policies that are overdue, and grants that live.',
    ...{ unit: 'short', warning: 1, critical: 5 },
    queries: [
      { expr: 'sum by (environment) (lke_platform_access_review_overdue)', legend: '{{environment}}: reviews overdue' },
      {
        expr: 'count by (environment) (lke_platform_access_grant_expiry_timestamp_seconds)',
        legend: '{{environment}}: grants',
      },
    ],
  },
  parts: {
    title: 'Parts of the observability stack that are not ready',
    about: 'The parts that did not say that they are ready when the exporter asked them last.',
    ...{ unit: 'short', warning: 1, critical: 1 },
    queries: [{ expr: '1 - lke_platform_observability_part_ready', legend: '{{part}}' }],
  },
});
