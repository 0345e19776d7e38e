import type { Finding } from '../../operations/doctor/check';
import { lock } from '../../operations/doctor/checks/lock';
import { versioning } from '../../operations/doctor/checks/versioning';
import type { Surroundings } from '../../operations/doctor/surroundings';
import { CephAccount } from '../support/ceph/account';
import { onCeph, runningCeph } from '../support/ceph/running';
import { type LinodeApiStandIn, startLinodeApi } from '../support/linode-api';
import { World } from '@lke-platform/stand-ins/world/world';
import { surroundings } from '../support/surroundings';

onCeph('doctor on Ceph', () => {
  let account: CephAccount;
  let linode: LinodeApiStandIn;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'doctor');
    linode = await startLinodeApi(new World(account.store));
  });
  afterAll(() => {
    linode.stop();
  });

  /** A platform with buckets of its own; its state bucket went through these switches of versioning. */
  async function platformWith(bucketPrefix: string, ...switches: boolean[]): Promise<Surroundings> {
    const { accessKey, secretKey } = account.access();
    const around = surroundings({
      data: { state: { bucketPrefix } },
      variables: {
        LINODE_TOKEN: linode.token,
        AWS_ACCESS_KEY_ID: accessKey,
        AWS_SECRET_ACCESS_KEY: secretKey,
        LKE_PLATFORM_OBJECT_STORAGE: runningCeph().endpoint,
      },
    });
    const { buckets } = around.platform.state;
    for (const bucket of Object.values(buckets)) await account.store.createBucket(bucket);
    await account.store.setVersioning(buckets.artifacts, true);
    for (const enabled of switches) await account.store.setVersioning(buckets.state, enabled);
    return around;
  }

  const find = async (bucketPrefix: string, ...switches: boolean[]): Promise<Finding> =>
    versioning.run(await platformWith(bucketPrefix, ...switches));

  it('is content with a plain state bucket', async () => {
    expect(await find('doctor-plain')).toMatchObject({ status: 'ok' });
  });

  it('refuses a state bucket with versioning that nobody asked for', async () => {
    expect(await find('doctor-versioned', true)).toMatchObject({ status: 'fail' });
  });

  it('refuses a state bucket whose versioning was suspended', async () => {
    expect(await find('doctor-suspended', true, false)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('a lock sticks') as string,
    });
  });

  it('finds the lock honoured, on a throw-away bucket that is gone afterwards', async () => {
    expect(await lock.run(await platformWith('doctor-lock'))).toMatchObject({ status: 'ok' });
    expect([...linode.world.linode.buckets.keys(), ...linode.world.linode.keys.keys()]).toEqual([]);
  });

  it('finds the lock ignored where the platform asks for versions', async () => {
    const around = await platformWith('doctor-asked');
    const { platform } = around;

    expect(
      await lock.run({ ...around, platform: { ...platform, state: { ...platform.state, versioning: true } } }),
    ).toMatchObject({ status: 'fail', found: expect.stringContaining('ignores it') as string });
  });
});
