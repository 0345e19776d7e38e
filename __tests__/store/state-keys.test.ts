import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Platform } from '../../model/platform';
import { platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';
import type { UserKey } from '../support/ceph/users';

const resources = (stack: string) => ({
  resource: { terraform_data: { main: { input: stack } } },
  output: { stack: { value: '${terraform_data.main.output}' } },
});

onCeph('the state of a platform on Ceph', () => {
  let account: CephAccount;
  let platform: Platform;
  let key: UserKey;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'state-keys');
    platform = await platformOn(account, 'state-keys');
    key = await account.limitedKey(Object.values(platform.state.buckets));
  });

  it('has a key of its own for each stack, and no lock is left', async () => {
    for (const stack of platform.stacks) {
      const root = stackFolder(platform, stack, key, resources(stack));
      expect(await root.run('init')).toMatchObject({ code: 0 });
      expect(await root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });
      root.remove();
    }

    const { Contents = [] } = await account.s3.send(new ListObjectsV2Command({ Bucket: platform.state.buckets.state }));
    expect(Contents.map(({ Key }) => Key)).toEqual([
      'acme/cluster.tfstate',
      'acme/development.tfstate',
      'acme/production.tfstate',
      'acme/staging.tfstate',
      'acme/state.tfstate',
      'acme/system.tfstate',
    ]);
  });

  it('is read by the next person as the last one left it', async () => {
    const root = stackFolder(platform, 'production', key, resources('production'));
    await root.run('init');

    expect(await root.run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await root.run('output', '-raw', 'stack')).toMatchObject({ code: 0, output: 'production' });
    root.remove();
  });
});
