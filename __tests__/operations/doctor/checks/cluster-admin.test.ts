import { clusterAdmin } from '../../../../operations/doctor/checks/cluster-admin';
import { makeBucket } from '../../../../operations/linode/buckets';
import { mintLimitedKey, mintUnlimitedKey } from '../../../../operations/linode/object-keys';
import { Ward } from '../../../support/doctor';

const STATEMENT = 'whoever can read acme-platform-state/acme/cluster.tfstate holds the cluster-admin kubeconfig';

describe('who is cluster-admin', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
    ward.s3.buckets.clear();
    for (const name of ['acme-platform-state', 'other']) {
      await makeBucket({ name, region: 'nl-ams', endpointHost: undefined });
    }
    await mintLimitedKey('team', [{ name: 'acme-platform-state', region: 'nl-ams' }]);
    await mintLimitedKey('stranger', [{ name: 'other', region: 'nl-ams' }]);
  });
  afterEach(() => ward.close());

  it('is said plainly, with the keys that open the state', async () => {
    expect(await ward.find(clusterAdmin)).toEqual({
      status: 'ok',
      found: expect.stringMatching(new RegExp(`^${STATEMENT}.*; the keys that can: team$`)) as string,
    });
  });

  it('comes with a warning of keys that open everything', async () => {
    await mintUnlimitedKey('backup', 'nl-ams');

    expect(await ward.find(clusterAdmin)).toMatchObject({
      status: 'warn',
      found: expect.stringMatching(/the keys that can: team, backup$/) as string,
      fix: expect.stringContaining('backup') as string,
    });
  });

  it('is said without a token, too', async () => {
    expect(await ward.find(clusterAdmin, { variables: { LINODE_TOKEN: undefined } })).toMatchObject({
      status: 'not-checked',
      found: expect.stringContaining(STATEMENT) as string,
    });
  });
});
