import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../model/platform';
import { CephAccount } from '../support/ceph/account';
import { platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import type { UserKey } from '../support/ceph/users';
import type { Root } from '@lke-platform/stand-ins/testing/root';
import { temporaryFolder } from '../support/temporary-folder';

const resources = { resource: { terraform_data: { main: { input: 'kept' } } } };

onCeph('a state bucket whose versioning was switched on and suspended', () => {
  let account: CephAccount;
  const roots: Root[] = [];
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'suspended');
  });
  afterAll(() => {
    for (const root of roots) root.remove();
  });

  async function open(bucketPrefix: string): Promise<{ platform: Platform; root: Root }> {
    const platform = await platformOn(account, bucketPrefix);
    const key: UserKey = await account.limitedKey(Object.values(platform.state.buckets));
    const root = stackFolder(platform, 'production', key, resources);
    roots.push(root);
    return { platform, root };
  }

  it('takes one more lock for each state, and then none, until the states are moved to a new bucket', async () => {
    const old = await open('suspended-old');
    const { state: bucket } = old.platform.state.buckets;
    for (const enabled of [true, false]) await account.store.setVersioning(bucket, enabled);
    await old.root.run('init');
    expect(await old.root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });

    const next = await old.root.run('apply', '-auto-approve');
    expect(next.code).toBe(1);
    expect(next.output).toContain('Error acquiring the state lock');

    const moved = await open('suspended-new');
    const file = join(temporaryFolder(), 'production.tfstate');
    writeFileSync(file, (await old.root.run('state', 'pull')).output);
    await moved.root.run('init', '-reconfigure');
    expect(await moved.root.run('state', 'push', file)).toMatchObject({ code: 0 });
    expect(await moved.root.run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
    expect(await moved.root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });
  });
});
