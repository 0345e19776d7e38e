import { OFFER } from './offer';

/** Minor versions of Kubernetes 1, both ends included. */
interface MinorVersions {
  readonly oldest: number;
  readonly newest: number;
}

/** The second number of a version such as `1.34` or `v1.33.6+lke7`. */
const minorOf = (version: string) => Number(version.split('.')[1]);

function minorsOf(versions: readonly string[]): MinorVersions {
  const minors = versions.map(minorOf);
  return { oldest: Math.min(...minors), newest: Math.max(...minors) };
}

/** What Linode offers on each tier. */
export const OFFERED_VERSIONS: Readonly<Record<'standard' | 'enterprise', MinorVersions>> = {
  standard: minorsOf(OFFER.kubernetes.standard),
  enterprise: minorsOf(OFFER.kubernetes.enterprise),
};

/** Oldest minor version of Kubernetes 1 that any cluster at Linode can still have. */
export const OLDEST_VERSION = 30;

/** Most minor versions that nodes may be behind their control plane (Kubernetes version skew policy). */
export const MAX_SKEW = 3;
