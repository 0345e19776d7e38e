import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { readVariables } from '../../operations/bootstrap/variables-file';
import { objectStorage } from '../../operations/object-storage/client';
import { CephAccount } from '../support/ceph/account';
import { certificateFile } from '../support/ceph/configuration';
import { onCeph, runningCeph } from '../support/ceph/running';
import { holdRequest } from '../support/failing-request';
import { Laptop } from '../support/laptop';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';

const COMMAND = join(__dirname, '../../bin/lke-platform.js');
const BUCKETS = ['acme-platform-artifacts', 'acme-platform-ledger', 'acme-platform-reports', 'acme-platform-state'];

onCeph('the command bootstrap on Ceph', () => {
  let account: CephAccount;
  let standIn: StandIn;
  let laptop: Laptop;
  let accounts = 0;
  beforeEach(async () => {
    account = await CephAccount.open(runningCeph(), `bootstrap-${++accounts}`);
    standIn = await startStandIn({ objectStorage: account.access() });
    // The provider is told the endpoint that the platform names, so Linode has to know it.
    standIn.world.objectStorageHost = new URL(runningCeph().tlsEndpoint).host;
    laptop = new Laptop(standIn, runningCeph().tlsEndpoint);
  });
  afterEach(async () => {
    standIn.stop();
    for (const bucket of await bucketsOnCeph()) {
      await account.store.empty(bucket);
      await account.store.deleteBucket(bucket);
    }
  });

  const keys = () => [...standIn.world.linode.keys.values()];

  async function bucketsOnCeph(): Promise<string[]> {
    const { Buckets = [] } = await account.s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name = '' }) => Name);
  }

  function start(...args: string[]) {
    const certificate = certificateFile(runningCeph().folder);
    return spawn(process.execPath, [COMMAND, 'bootstrap', ...args], {
      cwd: laptop.clone,
      env: {
        ...laptop.environment,
        LKE_PLATFORM_SNAPSHOT_RECIPIENT: '',
        NODE_EXTRA_CA_CERTS: certificate,
        AWS_CA_BUNDLE: certificate,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async function run(...args: string[]) {
    const command = start(...args);
    const ended = once(command, 'close');
    const [stdout, stderr] = await Promise.all([text(command.stdout), text(command.stderr)]);
    const [code] = (await ended) as [number];
    return { code, stdout, stderr };
  }

  it('ends with a state that the minted key opens, says which file to source, and keeps what opens snapshots', async () => {
    const { code, stdout, stderr } = await run();

    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('error') as string });
    expect(stdout).toContain(laptop.variables);
    expect(await bucketsOnCeph()).toEqual(BUCKETS);
    expect(keys()).toMatchObject([{ limited: true }]);

    expect(statSync(laptop.identity).mode & 0o777).toBe(0o600);
    expect(readFileSync(laptop.identity, 'utf8')).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]+\n$/);
    expect(readVariables(laptop.variables).LKE_PLATFORM_SNAPSHOT_RECIPIENT).toMatch(/^age1[a-z0-9]+$/);

    const { AWS_ACCESS_KEY_ID: accessKey = '', AWS_SECRET_ACCESS_KEY: secretKey = '' } = readVariables(
      laptop.variables,
    );
    const team = objectStorage({ endpoint: runningCeph().endpoint, accessKey, secretKey });
    const { Contents } = await team.send(new ListObjectsV2Command({ Bucket: 'acme-platform-state' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['acme/state.tfstate']);
  });

  it('ends after Ctrl-C without a temporary key, and goes on the next time', async () => {
    const request = holdRequest(standIn.world, 'POST', /\/object-storage\/buckets$/);
    const command = start();
    const ended = once(command, 'exit');
    await Promise.race([request.come, failed(command)]);
    command.kill('SIGINT');
    await request.release();

    expect(await ended).toEqual([1, null]);
    expect(keys()).toEqual([]);
    expect(await run()).toMatchObject({ code: 0 });
    expect(await bucketsOnCeph()).toEqual(BUCKETS);
  });

  it.each([
    ['makes a bucket', 'POST', /\/object-storage\/buckets$/, 1],
    ['mints the key of the team', 'POST', /\/object-storage\/keys$/, 2],
    ['takes the throw-away bucket away', 'DELETE', /\/object-storage\/buckets\/.*-probe-/, 1],
  ] as const)('goes on after kill -9 while it %s', async (_, operation, path, nth) => {
    const request = holdRequest(standIn.world, operation, path, nth);
    const command = start();
    await Promise.race([request.come, failed(command)]);
    await kill(command);
    await request.release();

    expect(await run()).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error:') as string });
    expect(await bucketsOnCeph()).toEqual(BUCKETS);
    expect(keys()).toMatchObject([{ access_key: readVariables(laptop.variables).AWS_ACCESS_KEY_ID, limited: true }]);
    // What the killed run may have made, and what was not found, is looked for again for a day.
    const { result } = JSON.parse((await run('--json')).stdout) as { result: { steps: string[] } };
    expect(result.steps.filter((step) => step !== 'clean-up')).toEqual([]);
  });
});

/** Rejects when a command ends with an error. */
async function failed(command: ChildProcess): Promise<never> {
  const errors = command.stderr ? await text(command.stderr) : '';
  throw new Error(`the command ended too early: ${errors}`);
}

/** Kills a process and the engine that it runs, as a crash of the machine does. */
async function kill(command: ChildProcess): Promise<void> {
  const ended = once(command, 'exit');
  const pid = Number(command.pid);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  for (const id of [pid, ...children]) process.kill(id, 'SIGKILL');
  await ended;
}
