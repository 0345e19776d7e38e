import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { outboxOf } from '../../../../operations/audit/outbox';
import { openAuditLog } from '../../../../operations/audit/place';
import { runCommandLine } from '../../../support/command';
import { recordOf } from '../../../support/memory-ledger';
import { temporaryFolder } from '../../../support/temporary-folder';

const EXAMPLE = join(__dirname, '../../../../docs/examples/full.yaml');
const KEY = 'production/000000000002.json';

describe('the commands of the audit log', () => {
  let s3: S3StandIn;
  let env: NodeJS.ProcessEnv;
  let ledger: string;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    const { access_key: accessKey, secret_key: secretKey } = s3.account;
    env = {
      LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint,
      HOME: temporaryFolder(),
      LKE_PLATFORM_CONFIG: EXAMPLE,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
    };
    const buckets = {
      state: 'acme-platform-state',
      artifacts: 'acme-platform-artifacts',
      ledger: 'acme-platform-ledger',
    };
    ledger = buckets.ledger;
    for (const bucket of Object.values(buckets)) s3.createBucket(bucket);
    const log = openAuditLog({ platform: 'acme-platform', endpoint: s3.endpoint, buckets }, env);
    for (const what of ['one', 'two', 'three']) await log.ledger.append('production', recordOf(what));
  });
  afterEach(() => s3.stop());

  const run = (...args: string[]) => runCommandLine(['audit', ...args], env);

  it('list the newest events first', async () => {
    const { exitCode, stdout } = await run('list', '--environment', 'production', '--limit', '2', '--json');

    const { result } = JSON.parse(stdout) as { result: { events: { what: string }[] } };
    expect([exitCode, result.events.map(({ what }) => what)]).toEqual([0, ['three', 'two']]);
  });

  it('tell of an operation where it began and how it ended', async () => {
    const buckets = { state: 'acme-platform-state', artifacts: 'acme-platform-artifacts', ledger };
    const log = openAuditLog({ platform: 'acme-platform', endpoint: s3.endpoint, buckets }, env);
    for (const kind of ['apply.began', 'apply.failed', 'apply.began', 'apply.done'])
      await log.ledger.append('staging', { ...recordOf('apply of staging'), kind });
    const { stdout } = await run('list', '--environment', 'staging');

    const outcomes = stdout.split('\n').flatMap((line) => /apply of staging +(\w+)/.exec(line)?.[1] ?? []);
    expect(outcomes).toEqual(['done', 'began', 'failed', 'began']);
  });

  it('verify what nobody has touched, and then only what is new', async () => {
    const first = await run('verify', '--environment', 'production');
    expect(first).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('whole up to event 3 (3 events read') as string,
    });
    const second = await run('verify', '--environment', 'production');
    expect(second.stdout).toContain('1 event read from event 3 on');
  });

  it('end with exit code 2 where an event was replaced, and name it', async () => {
    const text = s3.bucket(ledger).get(KEY).body?.toString() ?? '';
    s3.bucket(ledger).put(KEY, Buffer.from(text.replace('two', 'nothing')));
    const { exitCode, stdout } = await run('verify');

    expect([exitCode, stdout]).toEqual([2, expect.stringContaining('event 2 is not what was anchored: replaced')]);
  });

  it('end with exit code 1 where the anchors cannot be reached, and say so', async () => {
    s3.buckets.delete('acme-platform-artifacts');
    const { exitCode, stdout, stderr } = await run('verify');

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('the anchors in the bucket acme-platform-artifacts cannot be read');
  });

  it('write what waits on this machine, of which verify warns', async () => {
    const record = { id: randomUUID(), ...recordOf('late') };
    outboxOf('acme', env).keep({ chain: 'production', happened: '2026-11-27T12:00:00Z', record }).release();
    await expect(run('verify')).resolves.toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('1 event of this machine could not be written yet') as string,
    });

    // The runbook of the project is not the one to deliver to.
    const here = process.cwd();
    process.chdir(temporaryFolder());
    try {
      await expect(run('deliver')).resolves.toMatchObject({ exitCode: 0 });
    } finally {
      process.chdir(here);
    }
    const { stdout } = await run('list', '--environment', 'production', '--limit', '1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ result: { events: [{ what: 'late', sequence: 4 }] } });
  });

  it('export events as they are stored, and over no file', async () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    await expect(run('export', '--out', file)).resolves.toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, 'utf8').split('\n')[1]).toBe(s3.bucket(ledger).get(KEY).body?.toString().trim());

    writeFileSync(file, 'mine');
    await expect(run('export', '--out', file)).resolves.toMatchObject({ exitCode: 1 });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it.each([
    [['list', '--since', 'yesterday'], 'It has to be a date'],
    [['list', '--environment', 'prod'], 'It has to be one of platform, '],
    [['list', '--limit', '0'], 'It has to be a whole number of at least 1'],
  ])('refuse %j', async (args, reason) => {
    await expect(run(...args)).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(reason) as string,
    });
  });
});
