import { OFFERED_VERSIONS, OLDEST_VERSION } from '../../../model/catalogue/kubernetes-versions';
import { loadPlatform } from '../../../model/load';
import { ENTERPRISE, STANDARD } from '../../support/platforms';

/** Problems with the version of the pool of production, under a control plane of another. */
function problems(cluster: string, pool: string): string[] {
  const [general] = ENTERPRISE.environments.production.nodePools;
  const data = {
    ...ENTERPRISE,
    cluster: { ...ENTERPRISE.cluster, kubernetesVersion: cluster },
    environments: {
      ...ENTERPRISE.environments,
      production: { nodePools: [{ ...general, kubernetesVersion: pool }] },
    },
  };
  return loadPlatform(JSON.stringify(data), { file: 'platform.yaml' }).problems.flatMap(({ rule, what }) =>
    rule === 'pool-version-follows-cluster' ? [what] : [],
  );
}

describe('the version of a pool', () => {
  it.each([
    ['v1.33.6+lke7', 'v1.33.6+lke7'],
    ['v1.33.6+lke7', 'v1.33.6+lke6'],
    ['v1.33.6+lke7', 'v1.33.5+lke9'],
    ['v1.33.6+lke7', 'v1.30.9+lke9'],
  ])('of a control plane with %s may be %s', (cluster, pool) => {
    expect(problems(cluster, pool)).toEqual([]);
  });

  it.each([
    ['v1.33.6+lke7', 'v1.33.6+lke8'],
    ['v1.33.6+lke7', 'v1.33.7+lke1'],
    ['v1.32.9+lke4', 'v1.33.0+lke1'],
  ])('must not be newer: %s, %s', (cluster, pool) => {
    expect(problems(cluster, pool)).toEqual([
      `a pool with ${pool} would be newer than its control plane with ${cluster}`,
    ]);
  });

  it('must not be more than three minor versions older', () => {
    expect(problems('v1.33.6+lke7', 'v1.29.9+lke9')).toEqual([
      'a pool with v1.29.9+lke9 is too old for a control plane with v1.33.6+lke7',
    ]);
  });
});

describe('the version of the control plane', () => {
  const { oldest, newest } = OFFERED_VERSIONS.standard;
  const findings = (minor: number) => {
    const data = { ...STANDARD, cluster: { ...STANDARD.cluster, kubernetesVersion: `1.${minor}` } };
    return loadPlatform(JSON.stringify(data), { file: 'platform.yaml' }).problems.flatMap(({ rule, severity }) =>
      rule === 'kubernetes-version-offered' ? [severity] : [],
    );
  };

  it.each([oldest, newest])('is fine where it is 1.%i, the oldest or the newest that Linode offers', (minor) => {
    expect(findings(minor)).toEqual([]);
  });

  it.each([
    ['a warning', oldest - 1, 'warning'],
    ['a warning', newest + 1, 'warning'],
    ['a warning', OLDEST_VERSION, 'warning'],
    ['an error', OLDEST_VERSION - 1, 'error'],
  ])('is %s where it is 1.%i', (_, minor, severity) => {
    expect(findings(minor)).toEqual([severity]);
  });
});
