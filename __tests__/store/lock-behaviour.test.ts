import { CreateBucketCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { emptyBucket } from '../../operations/object-storage/empty-bucket';
import { lockBehaviour, observeLock } from '../../operations/object-storage/lock-probe';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';

onCeph('the lock that the engine takes on Ceph', () => {
  let account: CephAccount;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'lock-behaviour');
  });

  async function bucket(name: string, ...versioning: boolean[]): Promise<string> {
    await account.s3.send(new CreateBucketCommand({ Bucket: name }));
    for (const enabled of versioning) await account.store.setVersioning(name, enabled);
    return name;
  }

  const probe = async (name: string) => lockBehaviour(await observeLock(account.s3, name));

  it('is honoured in a plain bucket, every time', async () => {
    const plain = await bucket('probe-plain');

    for (let round = 0; round < 10; round++) expect(await probe(plain)).toBe('honoured');
  });

  it('is ignored in a bucket with versioning', async () => {
    expect(await probe(await bucket('probe-versioned', true))).toBe('ignored');
  });

  it('sticks in a bucket whose versioning was switched on and suspended', async () => {
    const suspended = await bucket('probe-suspended', true, false);

    expect(await probe(suspended)).toBe('sticks');
    expect(await probe(suspended)).toBe('sticks');
  });

  it('leaves a bucket that can be emptied of all versions, and then removed', async () => {
    const versioned = await bucket('probe-emptied', true);
    await probe(versioned);

    await emptyBucket(account.s3, versioned);

    expect(await account.s3.send(new ListObjectVersionsCommand({ Bucket: versioned }))).not.toHaveProperty('Versions');
    await account.store.deleteBucket(versioned);
  });
});
