import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import type { Root } from '@lke-platform/stand-ins/testing/root';
import type { Platform } from '../../model/platform';
import { engineError } from '../../operations/engine/engine-error';
import { CephAccount } from '../support/ceph/account';
import { environmentOf, platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephUsers, type UserKey } from '../support/ceph/users';
import { synthesizeStack } from '../support/synthesize';

const BODY = { resource: { terraform_data: { kept: { input: 'before' } } } };
const PROTECTED = { resource: { terraform_data: { kept: { input: 'before', lifecycle: { prevent_destroy: true } } } } };

/** The words of a real engine on a real store are those that operations/engine/known-errors.ts looks for. */
onCeph('what to do about an error of the engine', () => {
  let account: CephAccount;
  let platform: Platform;
  let key: UserKey;
  const roots: Root[] = [];
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'errors');
    platform = await platformOn(account, 'errors');
    key = await account.limitedKey(Object.values(platform.state.buckets));
  });
  afterAll(() => {
    for (const root of roots) root.remove();
  });

  const place = ({ directory: folder }: Root) => ({
    stack: 'production',
    folder,
    engine: { command: engineCommand() },
  });
  const folder = (other: Partial<Platform['state']> = {}, by = key, environment = {}): Root => {
    const root = stackFolder(
      { ...platform, state: { ...platform.state, ...other } },
      'production',
      by,
      BODY,
      environment,
    );
    roots.push(root);
    return root;
  };
  const initialized = async (): Promise<Root> => {
    const root = folder();
    await root.run('init', '-no-color');
    return root;
  };
  const fixOf = async (root: Root, ...args: string[]) => {
    const { code, output: stdout } = await root.run(...args, '-no-color');
    return engineError(place(root), { code, stdout, stderr: '' }).problems[0]?.fix;
  };
  /** Runs the command at the end of a fix as it is printed. */
  const runPrinted = (fix = '', input = '') => {
    const line = /: ([^:]+ -chdir=.*)$/.exec(fix)?.[1] ?? 'false';
    const run = promisify(execFile)('sh', ['-c', line], {
      env: { ...process.env, ...environmentOf(key), TF_CLI_CONFIG_FILE: '' },
    });
    run.child.stdin?.end(input);
    return run;
  };

  it('tells the id of a lock, which releases it', async () => {
    const root = await initialized();
    const info = { ID: '5b1d7d3c-0123-4567-89ab-cdef01234567', Operation: 'OperationTypeApply', Who: 'jane@laptop' };
    const lock = { Bucket: platform.state.buckets.state, Key: 'acme/production.tfstate.tflock' };
    await account.s3.send(new PutObjectCommand({ ...lock, Body: JSON.stringify(info) }));
    const [plain, json] = [await fixOf(root, 'plan'), await fixOf(root, 'plan', '-json')];

    expect(plain).toMatch(/force-unlock 5b1d7d3c-0123-4567-89ab-cdef01234567$/);
    expect(json).toBe(plain);
    await runPrinted(plain, 'yes\n');
    await expect(root.run('plan')).resolves.toMatchObject({ code: 0 });
  });

  it.each(['{"ID":', '', '{}', 'null', '<html>'])(
    'knows a lock that the engine cannot release, and the command that does: %p',
    async (Body) => {
      const root = await initialized();
      const lock = { Bucket: platform.state.buckets.state, Key: 'acme/production.tfstate.tflock' };
      await account.s3.send(new PutObjectCommand({ ...lock, Body }));
      const fixes = [await fixOf(root, 'plan'), await fixOf(root, 'plan', '-json')];
      await account.s3.send(new DeleteObjectCommand(lock));

      for (const fix of fixes) expect(fix).toMatch(/: npx lke-platform unlock production$/);
    },
  );

  it('tells keys apart: none, unknown, with a wrong secret, of another platform', async () => {
    const stranger = await new CephUsers(runningCeph()).create('errors-stranger');
    const keys: Record<string, UserKey> = {
      'set AWS_ACCESS_KEY_ID': { accessKey: '', secretKey: '' },
      'they are not a key of this object storage': { accessKey: 'UNKNOWN', secretKey: 'x' },
      'correct AWS_ACCESS_KEY_ID': { ...key, secretKey: 'wrong' },
      'not a key of the state bucket of this platform': stranger,
    };
    for (const [fix, by] of Object.entries(keys)) expect(await fixOf(folder({}, by), 'init')).toContain(fix);
  });

  it('tells stores apart: without the bucket, not there, not trusted, with checksums', async () => {
    const { buckets } = platform.state;
    const root = folder({}, key, { AWS_REQUEST_CHECKSUM_CALCULATION: '', AWS_RESPONSE_CHECKSUM_VALIDATION: '' });
    await root.run('init');

    expect(await fixOf(folder({ buckets: { ...buckets, state: 'no-such' } }), 'init')).toContain(
      'lke-platform bootstrap',
    );
    expect(await fixOf(folder({ endpoint: 'https://127.0.0.1:9' }), 'init')).toContain('does not answer');
    expect(await fixOf(folder({}, key, { AWS_CA_BUNDLE: '' }), 'init')).toContain('AWS_CA_BUNDLE');
    // OpenTofu needs no telling.
    if ((await root.run('plan')).code !== 0) expect(await fixOf(root, 'plan')).toContain('when_required');
  });

  it('knows a folder that was used with another place, and the command that says where the state is', async () => {
    const [root, other] = [await initialized(), await platformOn(account, 'errors-other')];
    const { backend } = synthesizeStack(other, 'production').terraform;
    root.write({ terraform: { backend }, ...BODY });
    key = await account.limitedKey([...Object.values(platform.state.buckets), ...Object.values(other.state.buckets)]);
    const fix = await fixOf(root, 'init');

    expect(fix).toMatch(/init -reconfigure$/);
    await runPrinted(fix);
  });

  it('knows a plan that is out of date, and what is protected', async () => {
    const root = await initialized();
    await root.run('apply', '-auto-approve');
    await root.run('plan', '-out=old.tfplan', '-replace=terraform_data.kept');
    await root.run('apply', '-auto-approve', '-replace=terraform_data.kept');
    const stale = await fixOf(root, 'apply', 'old.tfplan');
    const { backend } = synthesizeStack(platform, 'production').terraform;
    root.write({ terraform: { backend }, ...PROTECTED });

    expect(stale).toContain('plan again');
    expect(await fixOf(root, 'plan', '-destroy')).toContain('deletionProtection');
  });
});
