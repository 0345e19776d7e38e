import { MAX_SKEW, OFFERED_VERSIONS, OLDEST_VERSION } from '../catalogue/kubernetes-versions';
import { fits } from '../limit';
import { enterpriseKubernetesVersion, standardKubernetesVersion } from '../limits';
import type { Rule } from './rule';
import { poolsOf } from './walk';

/** Numbers of a version in the order in which they count: minor, patch and LKE release of `v1.33.6+lke7`. */
const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).slice(1).map(Number);

const minorOf = (version: string) => numbersOf(version)[0] ?? 0;

export const kubernetesVersionOffered: Rule = {
  id: 'kubernetes-version-offered',
  about: 'The Kubernetes version is one that Linode offers',
  source: 'Linode API, GET /lke/versions',
  check({ cluster }, report) {
    const { kubernetesVersion: version, tier } = cluster ?? {};
    if (version === undefined || tier === undefined) return;
    if (!fits(tier === 'enterprise' ? enterpriseKubernetesVersion : standardKubernetesVersion, version)) return;
    const { oldest, newest } = OFFERED_VERSIONS[tier];
    const minor = minorOf(version);
    if (minor >= oldest && minor <= newest) return;
    const isGone = minor < OLDEST_VERSION;
    report(['cluster', 'kubernetesVersion'], {
      severity: isGone ? 'error' : 'warning',
      what: isGone
        ? `Linode has no clusters with Kubernetes 1.${minor} any more`
        : `Linode did not offer Kubernetes 1.${minor} on the ${tier} tier when this release was made`,
      allowed: `1.${oldest} to 1.${newest}`,
      fix: `look up what is offered: linode-cli lke ${tier === 'enterprise' ? 'tiered-versions-list enterprise' : 'versions-list'}`,
    });
  },
};

export const poolVersionFollowsCluster: Rule = {
  id: 'pool-version-follows-cluster',
  about: `The nodes of a pool are not newer than the control plane, and at most ${MAX_SKEW} minor versions older`,
  source: 'Kubernetes version skew policy',
  check(draft, report) {
    const version = draft.cluster?.kubernetesVersion;
    if (version === undefined || !fits(enterpriseKubernetesVersion, version)) return;
    for (const { path, pool } of poolsOf(draft)) {
      const own = pool.kubernetesVersion;
      if (own === undefined) continue;
      const newer = isNewer(own, version);
      if (!newer && minorOf(version) - minorOf(own) <= MAX_SKEW) continue;
      report([...path, 'kubernetesVersion'], {
        what: newer
          ? `a pool with ${own} would be newer than its control plane with ${version}`
          : `a pool with ${own} is too old for a control plane with ${version}`,
        allowed: `${version} or older, by at most ${MAX_SKEW} minor versions`,
        fix: newer ? 'raise cluster.kubernetesVersion first' : 'write a newer version, or remove kubernetesVersion',
      });
    }
  },
};

function isNewer(version: string, other: string): boolean {
  const others = numbersOf(other);
  const differing = numbersOf(version)
    .map((number, index) => number - (others[index] ?? 0))
    .find((difference) => difference !== 0);
  return (differing ?? 0) > 0;
}
