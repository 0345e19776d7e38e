import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Platform } from '../../model/platform';
import { objectStorage } from '../../operations/object-storage/client';
import { platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';
import { CephUsers, type UserKey } from '../support/ceph/users';

onCeph('the buckets of a platform on Ceph', () => {
  let account: CephAccount;
  let platform: Platform;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'access');
    platform = await platformOn(account, 'access-first');
    for (const Bucket of Object.values(platform.state.buckets)) {
      await account.s3.send(new PutObjectCommand({ Bucket, Key: 'acme/state.tfstate', Body: '{}' }));
    }
  });

  const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

  async function expectRefusal(key: UserKey): Promise<void> {
    const client = objectStorage({ endpoint: runningCeph().endpoint, ...key });
    for (const Bucket of Object.values(platform.state.buckets)) {
      const object = { Bucket, Key: 'acme/state.tfstate' };
      await expect(client.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject(refused);
      await expect(client.send(new GetObjectCommand(object))).rejects.toMatchObject(refused);
      await expect(client.send(new PutObjectCommand({ ...object, Body: 'x' }))).rejects.toMatchObject(refused);
    }
  }

  it("refuse the key of another user of the store, and so does terraform's init", async () => {
    const stranger = await new CephUsers(runningCeph()).create('stranger');

    await expectRefusal(stranger);
    const root = stackFolder(platform, 'cluster', stranger, {});
    const { code, output } = await root.run('init');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('StatusCode: 403') as string });
    root.remove();
  });

  it('refuse a key of the same account that is limited to the buckets of another platform', async () => {
    const other = await platformOn(account, 'access-second');
    const limited = await account.limitedKey(Object.values(other.state.buckets));

    await expectRefusal(limited);
  });

  it('open to a key that is limited to them', async () => {
    const limited = await account.limitedKey(Object.values(platform.state.buckets));
    const client = objectStorage({ endpoint: runningCeph().endpoint, ...limited });

    const listed = await client.send(new ListObjectsV2Command({ Bucket: platform.state.buckets.state }));
    expect(listed.KeyCount).toBe(1);
  });
});
