import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { main } from '../../../../cli/main';
import { launcherOf } from '../../../support/command';
import { secretsBelow, secretsIn } from '../../../support/find-secrets';
import { sealingPair } from '../../../support/secrets/sealing-pair';
import { collectStreams } from '../../../support/streams';
import { MINIMAL } from '../../../support/platforms';
import { temporaryFolder } from '../../../support/temporary-folder';

const BUCKETS = ['acme-state', 'acme-artifacts', 'acme-ledger'];

describe('the commands of secrets', () => {
  let s3: S3StandIn;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  const output: string[] = [];
  const canary = randomBytes(24).toString('hex');
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    for (const bucket of BUCKETS) s3.createBucket(bucket);
    folder = temporaryFolder();
    const identity = await generateX25519Identity();
    writeFileSync(join(folder, 'identity'), `${identity}\n`);
    writeFileSync(join(folder, 'platform.yaml'), MINIMAL);
    env = {
      HOME: join(folder, 'home'),
      LKE_PLATFORM_CONFIG: join(folder, 'platform.yaml'),
      LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint,
      LKE_PLATFORM_AGE_IDENTITY: join(folder, 'identity'),
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
      LINODE_TOKEN: 'a-token',
    };
    output.splice(0);
    // The runbook of the project is not the one to deliver to.
    process.chdir(folder);
  });
  afterEach(() => s3.stop());
  const here = process.cwd();
  afterAll(() => {
    process.chdir(here);
  });

  async function run(args: readonly string[], stdin?: string) {
    let result = { exitCode: -1, stdout: '', stderr: '' };
    await httpStandIn([{ body: { username: 'jane' } }], async ({ url }) => {
      const streams = {
        ...collectStreams({ env: { ...env, LKE_PLATFORM_LINODE_API: url } }),
        ...(stdin !== undefined && { stdin: Readable.from([Buffer.from(stdin)]) as unknown as NodeJS.ReadStream }),
      };
      const exitCode = await main(['secrets', ...args], launcherOf(''), streams);
      result = { exitCode, stdout: streams.stdout.text, stderr: streams.stderr.text };
    });
    output.push(result.stdout, result.stderr);
    return result;
  }
  const statusOf = async (environment: string) => {
    const { exitCode, stdout } = await run(['status', environment, '--json']);
    const { result } = JSON.parse(stdout) as { result: { secrets: { name: string; freshness: string }[] } };
    return { exitCode, states: Object.fromEntries(result.secrets.map(({ name, freshness }) => [name, freshness])) };
  };

  it('set a value from stdin, and say what comes next', async () => {
    const { exitCode, stdout } = await run(['set', 'production', 'api-token'], canary);

    expect([exitCode, stdout]).toEqual([
      0,
      'set: token of api-token (production), version 1\nNext: npx lke-platform secrets sync production\n',
    ]);
    expect(await statusOf('production')).toEqual({
      exitCode: 2,
      states: { 'api-token': 'never-synced', 'metrics-credentials': 'not-set' },
    });
  });

  it('say of a value that the platform makes itself how it makes it, and not how somebody would set one', async () => {
    const { stdout } = await run(['status', 'system']);

    expect(stdout).toMatch(/loki-bucket-key .* not made yet: npx lke-platform secrets sync system\n/);
    expect(stdout).not.toContain('secrets set system loki-bucket-key');
  });

  it('ask which field is meant, by a command that sets it as printed', async () => {
    const { stderr } = await run(['set', 'production', 'metrics-credentials'], canary);
    const [, line = ''] = /npx lke-platform secrets (set .* --field \S+), with/.exec(stderr) ?? [];

    await expect(run(line.replace('<name>', 'token').split(' '), canary)).resolves.toMatchObject({ exitCode: 0 });
    expect((await statusOf('production')).states).toMatchObject({ 'metrics-credentials': 'never-synced' });
  });

  it('set a value from a file, with or without the line end that closes it', async () => {
    const file = join(folder, 'value');
    writeFileSync(file, `${canary}\n`);
    const kept = await run(['set', 'production', 'api-token', '--from-file', file]);
    const trimmed = await run(['set', 'production', 'api-token', '--from-file', file, '--trim', '--json']);

    expect(kept.stderr).toContain('the value ends with a line end');
    expect(JSON.parse(trimmed.stdout)).toMatchObject({ result: { version: 2, changed: true }, warnings: [] });
  });

  it('seal without a cluster for the certificate of the repository', async () => {
    await run(['set', 'production', 'api-token'], canary);
    const secrets = join(folder, 'secrets');
    const offline = ['sync', 'production', '--offline', '--folder', secrets];
    await expect(run(offline)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('certificate.pem is not there') as string,
    });
    mkdirSync(secrets, { recursive: true });
    writeFileSync(join(secrets, 'certificate.pem'), sealingPair().certificate);
    const { exitCode, stdout, stderr } = await run(offline);

    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/production +api-token +1 +sealed, not in the cluster/);
    expect(await statusOf('production')).toMatchObject({ states: { 'api-token': 'never-synced' } });
    // What it says of the other one sets that, as it is printed.
    const [, line = ''] = /npx lke-platform secrets (set .*), with its value on stdin/.exec(stderr) ?? [];
    expect((await run(['status', 'production'])).stdout).toContain(`not set: npx lke-platform secrets ${line}\n`);
    await expect(run(line.replace('<name>', 'token').split(' '), canary)).resolves.toMatchObject({ exitCode: 0 });
    await expect(run(offline)).resolves.toMatchObject({ exitCode: 0 });
    expect(secretsBelow(secrets, { canary })).toEqual({});
  });

  it('show no value in what they print, write to the store, or keep on this machine', async () => {
    await run(['set', 'production', 'api-token', '--debug'], canary);
    await run(['set', 'production', 'api-token', '--json'], canary);
    await run(['status', '--debug']);
    await run(['sync', '--debug']);

    expect(secretsIn(Buffer.from(output.join('\n')), { canary })).toEqual([]);
    const stored = BUCKETS.flatMap((name) =>
      s3
        .bucket(name)
        .keys()
        .map((key) => s3.bucket(name).get(key).body),
    );
    expect(stored.flatMap((body) => secretsIn(body, { canary }))).toEqual([]);
    expect(secretsBelow(folder, { canary })).toEqual({});
  });

  it('say before there is a cluster what to do first', async () => {
    await expect(run(['sync', 'production'])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('npx lke-platform apply cluster') as string,
    });
  });

  it.each([
    [['set', 'production', 'api-token'], 'nothing is piped in'],
    [
      ['set', 'production', 'api-token', '--from-file', '/nowhere/value'],
      '/nowhere/value cannot be read: there is no such file',
    ],
    [
      ['set', 'production', 'other'],
      'the bundle of production has no secret other; it has api-token, metrics-credentials',
    ],
    [['set', 'testing', 'api-token'], 'acme has no environment testing; it has system, production'],
    [['set', 'production', 'metrics-credentials'], 'which field of metrics-credentials is meant?'],
    [['sync', 'production', 'system', '--item', 'api-token'], '--item is about one environment'],
    [['sync', 'production', '--item', 'other'], 'the bundle of production has no secret other'],
    [['set', 'production', 'api-token', 'hunter2'], 'too many arguments'],
  ])('refuse %j', async (args, reason) => {
    await expect(run(args)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(reason) as string,
    });
  });
});
