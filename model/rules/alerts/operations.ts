import type { AlertRule } from './alert-rule';
import { DAY, withEnvironment } from './alert-rule';

const HOUR = 60 * 60;

/** Drift, backups, applies, Argo CD, and the status of environments. */
export const OPERATION_ALERTS: readonly AlertRule[] = [
  {
    alert: 'DriftMajor',
    severity: 'critical',
    expr: 'lke_platform_drift_severity{severity="major"} == 1',
    for: '5m',
    summary: 'Somebody changed {{ $labels.environment }} behind the platform, and it matters.',
  },
  {
    alert: 'DriftMinor',
    severity: 'warning',
    expr: 'lke_platform_drift_severity{severity="minor"} == 1',
    for: '1h',
    summary: '{{ $labels.environment }} differs a little from what was applied.',
  },
  {
    alert: 'DriftNotChecked',
    severity: 'warning',
    expr: `time() - lke_platform_drift_last_complete_run_timestamp_seconds > ${36 * HOUR}`,
    for: '10m',
    summary: 'For more than 36 hours nobody looked at the whole of {{ $labels.environment }} for drift.',
  },
  {
    alert: 'SealingKeyBackupOld',
    severity: 'critical',
    expr: `time() - max(lke_platform_backup_timestamp_seconds{kind="sealing-key"}) > ${32 * DAY}`,
    for: '1h',
    summary: 'The keys that unseal all secrets have had no backup for more than 32 days.',
    shared: true,
  },
  {
    alert: 'StateBackupMissing',
    severity: 'warning',
    expr: `lke_platform_last_apply_timestamp_seconds - on (stack) lke_platform_backup_timestamp_seconds{kind="state"} > ${HOUR}`,
    for: '1h',
    summary: 'The stack {{ $labels.stack }} was applied without a snapshot of its state before.',
    shared: true,
  },
  {
    alert: 'ApplyFailed',
    severity: 'warning',
    expr: 'lke_platform_last_apply_successful == 0',
    for: '30m',
    summary: 'The last apply of the stack {{ $labels.stack }} did not come to a good end.',
    shared: true,
  },
  {
    alert: 'ArgoCdOutOfSync',
    severity: 'warning',
    // One that waits for an approval is out of sync with an operation that runs.
    expr: withEnvironment('argocd_app_info{sync_status="OutOfSync",operation=""} == 1', 'dest_namespace'),
    for: '30m',
    summary: 'The application {{ $labels.name }} is not what git says, and nothing is under way.',
  },
  {
    alert: 'ArgoCdUnhealthy',
    severity: 'warning',
    expr: withEnvironment('argocd_app_info{health_status=~"Degraded|Missing|Unknown"} == 1', 'dest_namespace'),
    for: '15m',
    summary: 'The application {{ $labels.name }} is {{ $labels.health_status }}.',
  },
  {
    alert: 'EnvironmentNotReady',
    severity: 'critical',
    expr: 'lke_platform_environment_status{status!~"ready|retired"} == 1',
    for: '30m',
    summary: '{{ $labels.environment }} has been {{ $labels.status }} for half an hour.',
  },
  {
    alert: 'LedgerUnreadable',
    severity: 'critical',
    expr: 'lke_platform_ledger_unreadable_events > 0',
    for: '10m',
    summary: 'In the chain {{ $labels.chain }} of the ledger there is something that nobody can read.',
    shared: true,
  },
];
