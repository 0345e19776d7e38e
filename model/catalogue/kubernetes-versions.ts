/** Minor versions of Kubernetes 1, both ends included. */
interface MinorVersions {
  readonly oldest: number;
  readonly newest: number;
}

/** What Linode offered on each tier, reviewed against `GET /lke/versions` and its like of mid-2026. */
export const OFFERED_VERSIONS: Readonly<Record<'standard' | 'enterprise', MinorVersions>> = {
  standard: { oldest: 33, newest: 35 },
  enterprise: { oldest: 31, newest: 33 },
};

/** Oldest minor version of Kubernetes 1 that any cluster at Linode can still have. */
export const OLDEST_VERSION = 30;

/** Most minor versions that nodes may be behind their control plane (Kubernetes version skew policy). */
export const MAX_SKEW = 3;
