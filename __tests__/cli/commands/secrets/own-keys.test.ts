import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createObjectStorageKeys } from '@linode/api-v4';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { S3Store } from '@lke-platform/stand-ins/world/s3-store';
import { World } from '@lke-platform/stand-ins/world/world';
import { main } from '../../../../cli/main';
import { type LinodeApiStandIn, startLinodeApi } from '../../../support/linode-api';
import { launcherOf } from '../../../support/command';
import { secretsBelow, secretsIn } from '../../../support/find-secrets';
import { MINIMAL } from '../../../support/platforms';
import { collectStreams } from '../../../support/streams';
import { temporaryFolder } from '../../../support/temporary-folder';

const BUCKETS = ['acme-state', 'acme-artifacts', 'acme-ledger'];
const HELD = 'acme-team-0a1b2c';

describe('the own keys of a platform, by the command', () => {
  let s3: S3StandIn;
  let linode: LinodeApiStandIn;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  let variables: string;
  const printed: string[] = [];
  const here = process.cwd();
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    linode = await startLinodeApi(new World(new S3Store(s3.access())));
    for (const bucket of BUCKETS) s3.createBucket(bucket);
    folder = temporaryFolder();
    variables = join(folder, 'home/.config/lke-platform/acme.env');
    writeFileSync(join(folder, 'platform.yaml'), MINIMAL);
    const access = BUCKETS.map((bucket_name) => ({ bucket_name, region: 'nl-ams', permissions: 'read_write' }));
    const { access_key, secret_key } = await createObjectStorageKeys({ label: HELD, bucket_access: access as never });
    const { token } = linode.world.linode.createUserToken('jane', 'account:read_write object_storage:read_write');
    env = {
      ...{ HOME: join(folder, 'home'), PATH: process.env.PATH },
      LKE_PLATFORM_CONFIG: join(folder, 'platform.yaml'),
      LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint,
      LKE_PLATFORM_LINODE_API: linode.url.replace(/\/v4$/, ''),
      LINODE_TOKEN: token,
      ...{ AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key },
      ...{ LINODE_OBJ_ACCESS_KEY: access_key, LINODE_OBJ_SECRET_KEY: secret_key },
    };
    printed.splice(0);
    // The runbook of the project is not the one to deliver to.
    process.chdir(folder);
  });
  afterEach(async () => {
    process.chdir(here);
    linode.stop();
    await s3.stop();
  });

  async function run(...args: readonly string[]) {
    const streams = collectStreams({ env });
    const exitCode = await main(['secrets', ...args], launcherOf(''), streams);
    const { stdout, stderr } = { stdout: streams.stdout.text, stderr: streams.stderr.text };
    printed.push(stdout, stderr);
    return { exitCode, stdout, stderr };
  }
  /** Runs the lines that are printed with a word before them, as printed. */
  async function follow(text: string) {
    const [, source = ''] = /^Next: (source \S+),/m.exec(text) ?? [];
    const [, command = ''] = /(npx lke-platform secrets .* --revoke-former)/.exec(text) ?? [];
    const found = execFileSync('bash', ['-c', `${source} && env -0`], { env, encoding: 'utf8' });
    for (const [name = '', value = ''] of found.split('\0').map((it) => it.split('='))) {
      if (/^(AWS|LINODE|LKE_PLATFORM)_/.test(name)) env[name] = value;
    }
    return run(...command.split(' ').slice(3));
  }
  const keys = () => [...linode.world.linode.keys.values()].map(({ label }) => label);
  const tokens = () => linode.world.linode.tokensOf(env.LINODE_TOKEN).map(({ label }) => label);

  it('rotates the key of the buckets: what is printed as the way on leads to its end', async () => {
    const begun = await run('rotate', 'platform', 'bucket-key', '--reason', 'jane has lost a laptop');
    // What takes longer than a second says on stderr what it does.
    expect([begun.exitCode, begun.stderr]).toEqual([2, expect.not.stringMatching(/error|warning/)]);
    expect(begun.stdout).toContain(`is in ${variables}, and the former one, ${HELD}, is kept for whoever uses it`);
    expect([keys(), statSync(variables).mode & 0o777]).toEqual([
      [HELD, expect.stringMatching(/^acme-team-\d{6}-/)],
      0o600,
    ]);
    const refused = await run('rotate', 'platform', 'bucket-key', '--revoke-former');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`source ${variables}`) as string });

    expect(await follow(begun.stdout)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('rotated') as string,
    });
    expect(keys()).toEqual([expect.stringMatching(/^acme-team-\d{6}-/)]);
    expect(await run('status', 'production')).toMatchObject({ exitCode: 2 }); // the new key reads the ledger
  });

  it('rotates the token, with the same scopes and lifetime, and the old one is refused afterwards', async () => {
    const former = env.LINODE_TOKEN ?? '';
    const begun = await run('rotate', 'platform', 'linode-token');
    expect(begun.exitCode).toBe(2);
    expect(await follow(begun.stdout)).toMatchObject({ exitCode: 0 });

    expect(tokens()).toEqual([expect.stringMatching(/^acme-token-\d{6}-/)]);
    const [made] = linode.world.linode.tokensOf(env.LINODE_TOKEN);
    expect(made).toMatchObject({ scopes: 'account:read_write object_storage:read_write', expiry: null });
    env.LINODE_TOKEN = former;
    expect(await run('rotate', 'platform', 'linode-token')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('the token is wrong or has expired') as string,
    });
  });

  it('rotates the age identity: what is printed as the way on leads to its end', async () => {
    const identity = await generateX25519Identity();
    const file = join(dirname(variables), 'acme.age-identity');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${identity}\n`);
    env.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(identity);
    const begun = await run('rotate', 'platform', 'age-identity', '--reason', 'jane has lost a laptop');

    expect([begun.exitCode, begun.stderr]).toEqual([2, expect.not.stringMatching(/error|warning/)]);
    expect(await run('rotate', 'platform', 'age-identity', '--revoke-former')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`source ${variables}`) as string,
    });
    expect(await follow(begun.stdout)).toMatchObject({ exitCode: 0 });
    expect([readFileSync(file, 'utf8').includes(identity), statSync(file).mode & 0o777]).toEqual([false, 0o600]);
    expect(readFileSync(`${file}.former`, 'utf8')).toContain(identity);
    expect(printed.join('')).not.toContain('AGE-SECRET-KEY');
    expect((await run('rotate', 'platform', 'age-identity', '--start-over')).stderr).toContain('leave it out');
  });

  it('writes the values for a pipeline to a file of its own, which nobody else can read', async () => {
    const out = join(folder, 'pipeline.env');
    const { stdout } = await run('rotate', 'platform', 'bucket-key', '--out', out);
    expect([stdout.includes(`is in ${out}`), statSync(out).mode & 0o777, existsSync(variables)]).toEqual([
      true,
      0o600,
      false,
    ]);
    expect(readFileSync(out, 'utf8')).toContain('export LINODE_OBJ_SECRET_KEY=');
  });

  it('begins anew by the printed command where the file was lost', async () => {
    await run('rotate', 'platform', 'bucket-key');
    rmSync(variables);
    const refused = await run('rotate', 'platform', 'bucket-key');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('begun elsewhere') as string });
    const [command = ''] = /npx lke-platform secrets .* --start-over/.exec(refused.stderr) ?? [];
    const again = await run(...command.split(' ').slice(3));

    expect(again.exitCode).toBe(2);
    expect(await follow(again.stdout)).toMatchObject({ exitCode: 0 });
    expect(keys()).toHaveLength(1);
  });

  it('says what to do where the token may not make others, the account has no more keys, or Linode fails', async () => {
    const { token } = linode.world.linode.createUserToken('jim', 'object_storage:read_write');
    env.LINODE_TOKEN = token;
    expect(await run('rotate', 'platform', 'linode-token')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('without the scope account:read_only. Replace it by hand') as string,
    });
    linode.world.linode.mostKeys = 1;
    const full = await run('rotate', 'platform', 'bucket-key');
    expect([full.exitCode, full.stderr, keys()]).toEqual([
      1,
      expect.stringContaining('as many keys') as string,
      [HELD],
    ]);
    linode.world.linode.mostKeys = undefined;
    linode.world.faults.refuse(
      { type: 'api', name: '/object-storage/keys', operation: 'POST' },
      { message: 'busy', status: 500, answer: 'lost' },
    );
    expect((await run('rotate', 'platform', 'bucket-key')).exitCode).toBe(1);
    expect(keys()).toHaveLength(2);
    expect((await run('rotate', 'platform', 'bucket-key')).exitCode).toBe(2);
    expect(keys()).toHaveLength(2); // the one whose answer was lost is revoked
  });

  it('does nothing while the ledger cannot be written, and offers no way around it', async () => {
    s3.trouble = 503;
    const { exitCode, stderr } = await run('rotate', 'platform', 'bucket-key');
    expect([exitCode, keys()]).toEqual([1, [HELD]]);
    expect(stderr).not.toContain('--no-audit');
  });

  it('refuses what is about something else', async () => {
    expect((await run('rotate', 'platform', 'other')).stderr).toContain(
      'it has bucket-key, linode-token, age-identity',
    );
    expect((await run('rotate', 'platform', 'bucket-key', '--generate')).stderr).toContain(
      '--generate is about the secrets of environments',
    );
    expect((await run('rotate', 'production', 'api-token', '--revoke-former')).stderr).toContain(
      '--revoke-former is about what the platform itself works with',
    );
  });

  it('are shown by status with their age, those of others too, and end with exit code 2 when they are due', async () => {
    const account = linode.world.linode;
    const access = BUCKETS.map((bucket_name) => ({ bucket_name, region: 'nl-ams', permissions: 'read_write' }));
    await createObjectStorageKeys({ label: 'acme-team-260101-00aa', bucket_access: access as never });
    for (const token of account.tokensOf(env.LINODE_TOKEN)) Object.assign(token, { created: '2026-01-02T03:04:05' });
    const { exitCode, stdout } = await run('status', 'platform');
    const row = (label: string) => stdout.split('\n').find((line) => line.includes(label));

    expect(exitCode).toBe(2);
    expect(row(HELD)).toContain('nothing tells how old it is: npx lke-platform secrets rotate platform bucket-key');
    expect(row('acme-team-260101-00aa')).toMatch(
      /of 90 days +2026-04-01 .*whoever holds it rotates it, or it is revoked/,
    );
    expect(row('linode-token')).toMatch(/2026-04-02 .*stale: npx lke-platform secrets rotate platform linode-token/);
    const { result, warnings } = JSON.parse((await run('status', 'platform', '--json')).stdout) as {
      result: { ownKeys: { label: string; freshness: string; isHeld: boolean }[] };
      warnings: { what: string }[];
    };
    expect(result.ownKeys).toContainEqual(
      expect.objectContaining({ label: HELD, freshness: 'age-unknown', isHeld: true }),
    );
    expect(warnings).toEqual([
      expect.objectContaining({ what: expect.stringContaining('backups of the sealing keys not checked') as string }),
    ]);
  });

  it('show no value in what they print, tell the ledger, or leave in a file but the private one', async () => {
    for (const key of ['bucket-key', 'linode-token']) {
      const begun = await run('rotate', 'platform', key, '--debug');
      await run('rotate', 'platform', key, '--json');
      await follow(begun.stdout);
      await run('status', 'platform', '--json', '--debug');
    }
    const canary = { token: env.LINODE_TOKEN ?? '', secret: env.AWS_SECRET_ACCESS_KEY ?? '' };

    expect(secretsIn(Buffer.from(printed.join('\n')), canary)).toEqual([]);
    const stored = BUCKETS.flatMap((name) =>
      s3
        .bucket(name)
        .keys()
        .map((key) => s3.bucket(name).get(key).body),
    );
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.flatMap((body) => secretsIn(body, canary))).toEqual([]);
    expect(Object.keys(secretsBelow(folder, canary)).map((path) => path.replace(/^.*home/, 'home'))).toEqual([
      'home/.config/lke-platform/acme.env',
    ]);
  });
});
