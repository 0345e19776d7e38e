import type { AlertRule } from './alert-rule';
import { DAY, withEnvironment } from './alert-rule';

/** Certificates, policies and secrets that end or grow old. */
export const CREDENTIAL_ALERTS: readonly AlertRule[] = [
  {
    alert: 'CertificateExpiresSoon',
    severity: 'warning',
    expr: withEnvironment(`certmanager_certificate_expiration_timestamp_seconds - time() < ${14 * DAY}`, 'namespace'),
    for: '1h',
    summary: 'The certificate {{ $labels.namespace }}/{{ $labels.name }} ends within two weeks and was not renewed.',
  },
  {
    alert: 'CertificateExpiresNow',
    severity: 'critical',
    expr: withEnvironment(`certmanager_certificate_expiration_timestamp_seconds - time() < ${2 * DAY}`, 'namespace'),
    for: '10m',
    summary: 'The certificate {{ $labels.namespace }}/{{ $labels.name }} ends within two days.',
  },
  {
    alert: 'AccessPolicyExpiresSoon',
    severity: 'warning',
    expr: `lke_platform_access_policy_expiry_timestamp_seconds - time() < ${14 * DAY}`,
    for: '1h',
    summary:
      'The access policy {{ $labels.role }} of {{ $labels.environment }} ends within two weeks; then it grants nothing.',
  },
  {
    alert: 'AccessReviewOverdue',
    severity: 'warning',
    expr: 'lke_platform_access_review_overdue == 1',
    for: '1h',
    summary: 'The access policy {{ $labels.role }} of {{ $labels.environment }} should have been reviewed.',
  },
  {
    alert: 'SecretSyncStale',
    severity: 'critical',
    expr: 'lke_platform_secret_freshness{freshness=~"behind|never-synced"} == 1',
    for: '30m',
    summary:
      'The cluster has not got the secret {{ $labels.item }} of {{ $labels.environment }} (it is {{ $labels.freshness }}).',
  },
  {
    alert: 'SecretRotationOverdue',
    severity: 'warning',
    expr: 'time() - lke_platform_secret_change_timestamp_seconds > lke_platform_secret_rotation_interval_seconds',
    for: '1h',
    summary: 'The secret {{ $labels.item }} of {{ $labels.environment }} is older than it may be.',
  },
];
