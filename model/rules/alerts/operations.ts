import type { AlertRule } from './alert-rule';
import { DAY, withEnvironment } from './alert-rule';

const HOUR = 60 * 60;

/** What the exporter could read a while ago: what it does not tell of then is not there. */
const isRead = (source: string) =>
  `on () (time() - lke_platform_exporter_last_success_timestamp_seconds{source="${source}"} < 900)`;

const COMPLETE_RUN = 'lke_platform_drift_last_complete_run_timestamp_seconds';
const KEY_BACKUP = 'lke_platform_backup_timestamp_seconds{kind="sealing-key"}';

/** Environments that have been there for a while without a complete run. */
const NEVER_CHECKED = `max by (environment) (lke_platform_environment_status offset 36h == 1) unless on (environment) ${COMPLETE_RUN} and ${isRead('reports')}`;

/** Secrets have been sealed for a day, and no sealing key was ever backed up. A newer key without a backup does not count. */
const NEVER_BACKED_UP = `max(time() - lke_platform_secret_sync_timestamp_seconds) > ${24 * HOUR} unless on () ${KEY_BACKUP} and ${isRead('artifacts')}`;

/** A root that waits for a person follows the newest commit: it is out of sync from then until somebody begins its rollout. */
const ROOT_BEGUN_BY_HAND = 'argocd_app_info{name=~".+-root",dest_namespace="argocd",autosync_enabled!="true"}';

/** The one that tells of a status alone: the status knows that itself, and it may be told some minutes longer than that holds. */
export const STATUS_ALERT = 'EnvironmentNotReady';

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
    expr: `(time() - max by (environment) (${COMPLETE_RUN}) > ${36 * HOUR} or ${NEVER_CHECKED}) unless on (environment) (lke_platform_environment_status{status="retired"} == 1)`,
    for: '10m',
    summary: 'For more than 36 hours nobody looked at the whole of {{ $labels.environment }} for drift.',
  },
  {
    alert: 'SealingKeyBackupOld',
    severity: 'critical',
    expr: `time() - max(${KEY_BACKUP}) > ${32 * DAY} or ${NEVER_BACKED_UP}`,
    for: '1h',
    summary: 'The keys that unseal all secrets have had no backup for more than 32 days, or none at all.',
    shared: true,
  },
  {
    alert: 'StateBackupMissing',
    severity: 'warning',
    expr: 'lke_platform_last_apply_snapshot_taken == 0',
    for: '5m',
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
    expr: withEnvironment(
      `argocd_app_info{sync_status="OutOfSync",operation=""} == 1 unless ${ROOT_BEGUN_BY_HAND}`,
      'dest_namespace',
    ),
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
    alert: STATUS_ALERT,
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
