import { fits } from '../../model/limit';
import { bucketName, nodePoolLabel, nodePoolName, platformName } from '../../model/limits';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import * as naming from '../../model/naming';

describe('names that follow from others', () => {
  it('are readable', () => {
    expect(naming.namespaceOf('production')).toBe('env-production');
    expect(naming.nodePoolLabelOf('staging', 'general')).toBe('staging-general');
    expect(naming.bucketNameOf('acme', 'ledger')).toBe('acme-ledger');
    expect(naming.stateKeyOf('acme', 'cluster')).toBe('acme/cluster.tfstate');
    expect(naming.dashboardUidOf('acme', 'system')).toBe('acme-system');
  });

  it('fit at Linode and Grafana however long the names in the file are', () => {
    const longestPool = 'p'.repeat(nodePoolName.max);
    const longestPlatform = 'p'.repeat(platformName.max);
    for (const environment of ENVIRONMENT_NAMES) {
      expect(fits(nodePoolLabel, naming.nodePoolLabelOf(environment, longestPool))).toBe(true);
      expect(naming.dashboardUidOf(longestPlatform, environment).length).toBeLessThanOrEqual(40);
    }
    for (const bucket of naming.BUCKETS) {
      expect(fits(bucketName, naming.bucketNameOf('b'.repeat(50), bucket))).toBe(true);
    }
  });
});

describe('the id of a secrets bundle', () => {
  it('is a UUIDv5 that is the same on every day and machine', () => {
    expect(naming.bundleIdOf('acme', 'production')).toBe('8d796de1-d073-5c1c-9b31-7b5e15e455b2');
  });

  it('differs by platform and environment', () => {
    const ids = ['acme', 'shop'].flatMap((platform) =>
      ENVIRONMENT_NAMES.map((environment) => naming.bundleIdOf(platform, environment)),
    );

    expect(new Set(ids).size).toBe(8);
  });
});
