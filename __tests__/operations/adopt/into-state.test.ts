import { CLUSTER_ADDRESSES } from '../../../model/addresses';
import { putClusterIntoState } from '../../../operations/adopt/into-state';
import { platformOf, STANDARD } from '../../support/platforms';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';

const IMPORTS = [{ stack: 'cluster', to: CLUSTER_ADDRESSES.cluster, id: '10' }];

describe('the cluster in the state', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-state');
  });
  afterEach(() => s3.stop());

  const put = (imports: readonly object[] = IMPORTS) => {
    const platform = platformOf({ ...STANDARD, imports, sources: { objectStorage: s3.endpoint } });
    const { access_key: AWS_ACCESS_KEY_ID, secret_key: AWS_SECRET_ACCESS_KEY } = s3.account;
    return putClusterIntoState(platform, { ...process.env, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
  };

  it('begins the state of the stack cluster', async () => {
    await expect(put()).resolves.toEqual({ clusterId: '10', bucket: 'acme-state', key: 'acme/cluster.tfstate' });
    expect(s3.bucket('acme-state').versions()).toHaveLength(1);
  });

  it('never replaces a state', async () => {
    await put();

    await expect(put()).rejects.toThrow('has a state already');
    expect(s3.bucket('acme-state').versions()).toHaveLength(1);
  });

  it('never replaces a state in a versioned bucket either, which ignores the condition', async () => {
    await put();
    s3.bucket('acme-state').versioning = 'Enabled';

    await expect(put()).rejects.toThrow('has a state already');
  });

  it('is refused for a platform that takes no cluster over', async () => {
    await expect(put([])).rejects.toThrow('its imports do not name linode_lke_cluster.cluster');
  });
});
