import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Platform } from '../../model/platform';
import { platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';
import type { UserKey } from '../support/ceph/users';

/** From this size on the engine uploads a state in parts. */
const PART_SIZE = 5 * 1024 ** 2;

/** Each instance takes 64 KiB of the state: what goes in, and the same as it comes out. */
const resources = {
  resource: { terraform_data: { block: { count: 100, input: '${join("", [for i in range(1024) : md5(i)])}' } } },
};

/** What the engine's client does by itself. */
const CHECKSUM_DEFAULTS = {
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_supported',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_supported',
};

onCeph('a state of more than 5 MiB on Ceph', () => {
  let account: CephAccount;
  let platform: Platform;
  let key: UserKey;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'large-state');
    platform = await platformOn(account, 'large-state');
    key = await account.limitedKey(Object.values(platform.state.buckets));
  });

  it('is written, locked and read like any other', async () => {
    const root = stackFolder(platform, 'cluster', key, resources);
    await root.run('init');

    expect(await root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });
    expect(await root.run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });

    const object = { Bucket: platform.state.buckets.state, Key: 'acme/cluster.tfstate' };
    const { ContentLength, ETag } = await account.s3.send(new HeadObjectCommand(object));
    expect(ContentLength).toBeGreaterThan(PART_SIZE);
    expect(ETag).toMatch(/-\d+"$/); // made of parts
    root.remove();
  });

  it('is refused, like any other, where the variables that bootstrap writes are missing', async () => {
    const root = stackFolder(platform, 'production', key, resources, CHECKSUM_DEFAULTS);
    await root.run('init');

    const { code, output } = await root.run('apply', '-auto-approve');
    expect(code).toBe(1);
    expect(output).toContain('XAmzContentSHA256Mismatch');
    root.remove();
  });
});
