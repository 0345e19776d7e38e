import { ago, always, DAY, production, system, type AlertCase } from './alert-case';

/** One gauge that is right with one value or label, and wrong with another. */
const gauge = (
  alert: string,
  [name, bad, good]: readonly [name: string, bad: string, good: string],
  [wrong, right]: readonly [string, string],
  at: number,
  labels: Readonly<Record<string, string>>,
): AlertCase => ({ alert, fires: [[`${name}{${bad}}`, wrong]], quiet: [[`${name}{${good}}`, right]], at, labels });

export const GAUGE_CASES: readonly AlertCase[] = [
  gauge(
    'AccessPolicyExpiresSoon',
    [
      'lke_platform_access_policy_expiry_timestamp_seconds',
      'environment="production",role="app-team"',
      'environment="production",role="app-team"',
    ],
    [always(10 * DAY), always(20 * DAY)],
    70,
    { ...production, role: 'app-team' },
  ),
  gauge(
    'AccessReviewOverdue',
    [
      'lke_platform_access_review_overdue',
      'environment="production",role="app-team"',
      'environment="production",role="app-team"',
    ],
    [always(1), always(0)],
    70,
    { ...production, role: 'app-team' },
  ),
  gauge(
    'SecretSyncStale',
    [
      'lke_platform_secret_freshness',
      'environment="production",item="db",freshness="behind"',
      'environment="production",item="db",freshness="stale"',
    ],
    [always(1), always(1)],
    35,
    { ...production, item: 'db', freshness: 'behind' },
  ),
  gauge(
    'DriftMajor',
    [
      'lke_platform_drift_severity',
      'environment="production",severity="major"',
      'environment="production",severity="minor"',
    ],
    [always(1), always(1)],
    8,
    production,
  ),
  gauge(
    'DriftMinor',
    [
      'lke_platform_drift_severity',
      'environment="production",severity="minor"',
      'environment="production",severity="none"',
    ],
    [always(1), always(1)],
    70,
    production,
  ),
  gauge(
    'DriftNotChecked',
    ['lke_platform_drift_last_complete_run_timestamp_seconds', 'environment="production"', 'environment="production"'],
    [ago(37 * 3600), ago(30 * 3600)],
    15,
    production,
  ),
  gauge(
    'SealingKeyBackupOld',
    ['lke_platform_backup_timestamp_seconds', 'kind="sealing-key",stack="system"', 'kind="sealing-key",stack="system"'],
    [ago(33 * DAY), ago(30 * DAY)],
    70,
    system,
  ),
  gauge(
    'ApplyFailed',
    ['lke_platform_last_apply_successful', 'stack="production"', 'stack="production"'],
    [always(0), always(1)],
    35,
    { ...system, stack: 'production' },
  ),
  gauge(
    'ArgoCdUnhealthy',
    [
      'argocd_app_info',
      'name="shop",dest_namespace="env-production",health_status="Degraded"',
      'name="shop",dest_namespace="env-production",health_status="Progressing"',
    ],
    [always(1), always(1)],
    20,
    { ...production, name: 'shop', dest_namespace: 'env-production', health_status: 'Degraded' },
  ),
  gauge(
    'EnvironmentNotReady',
    [
      'lke_platform_environment_status',
      'environment="production",status="degraded"',
      'environment="production",status="ready"',
    ],
    [always(1), always(1)],
    35,
    { ...production, status: 'degraded' },
  ),
  gauge(
    'LedgerUnreadable',
    ['lke_platform_ledger_unreadable_events', 'chain="production"', 'chain="production"'],
    [always(1), always(0)],
    15,
    { ...system, chain: 'production' },
  ),
  gauge(
    'LogAgentDown',
    ['up', 'job="monitoring/log-agent",pod="log-agent-a"', 'job="monitoring/log-agent",pod="log-agent-a"'],
    [always(0), always(1)],
    20,
    { ...system, job: 'monitoring/log-agent', pod: 'log-agent-a' },
  ),
  gauge(
    'ObservabilityPartNotReady',
    ['lke_platform_observability_part_ready', 'part="loki"', 'part="loki"'],
    [always(0), always(1)],
    10,
    { ...system, part: 'loki' },
  ),
  gauge(
    'ExporterCannotRead',
    ['lke_platform_exporter_last_success_timestamp_seconds', 'source="ledger"', 'source="ledger"'],
    [ago(1000), '0+60x200'],
    10,
    { ...system, source: 'ledger' },
  ),
  gauge(
    'SilenceWithoutEvent',
    ['lke_platform_alert_silences_without_event', '', ''],
    [always(1), always(0)],
    15,
    system,
  ),
];
