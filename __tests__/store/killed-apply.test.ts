import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Platform } from '../../model/platform';
import { listLocks, type HeldLock } from '../../operations/object-storage/locks';
import { environmentOf, platformOn, stackFolder } from '../support/ceph/platform';
import { onCeph, runningCeph } from '../support/ceph/running';
import { CephAccount } from '../support/ceph/account';
import type { UserKey } from '../support/ceph/users';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import type { Root } from '@lke-platform/stand-ins/testing/root';

const before = { resource: { terraform_data: { kept: { input: 'before' } } } };
const during = {
  resource: {
    terraform_data: {
      ...before.resource.terraform_data,
      slow: { provisioner: [{ 'local-exec': { command: 'echo working; sleep 60' } }] },
    },
  },
};

onCeph('an apply that was killed', () => {
  let account: CephAccount;
  let platform: Platform;
  let key: UserKey;
  let root: Root;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'killed-apply');
    platform = await platformOn(account, 'killed-apply');
    key = await account.limitedKey(Object.values(platform.state.buckets));
    root = stackFolder(platform, 'production', key, before);
    await root.run('init');
    expect(await root.run('apply', '-auto-approve')).toMatchObject({ code: 0 });
    const interrupted = stackFolder(platform, 'production', key, during);
    await interrupted.run('init');
    await killDuringApply(interrupted, key);
    interrupted.remove();
  });
  afterAll(() => {
    root.remove();
  });

  const locks = (): Promise<HeldLock[]> => listLocks(account.s3, platform.state.buckets.state);

  it('leaves a state that can be read, as it was before', async () => {
    const { code, output } = await root.run('state', 'list');

    expect({ code, output }).toEqual({ code: 0, output: 'terraform_data.kept\n' });
  });

  it('leaves its lock, which the next one meets and which says whose it was', async () => {
    const next = await root.run('plan');

    expect(next.code).toBe(1);
    expect(next.output).toContain('Error acquiring the state lock');
    const [lock] = await locks();
    expect(lock).toMatchObject({ stateKey: 'acme/production.tfstate', operation: 'OperationTypeApply' });
    expect(next.output).toContain(lock?.id);
  });

  it('is got over by force-unlock with the id of the lock', async () => {
    const [lock] = await locks();

    expect(await root.run('force-unlock', '-force', String(lock?.id))).toMatchObject({ code: 0 });
    expect(await locks()).toEqual([]);
    expect(await root.run('plan', '-detailed-exitcode')).toMatchObject({ code: 0 });
  });
});

/** Kills the engine in the middle of its work, and what it started with it. */
async function killDuringApply(root: Root, key: UserKey): Promise<void> {
  const engine = spawn(engineCommand(), ['apply', '-auto-approve', '-no-color'], {
    cwd: root.directory,
    env: { ...process.env, ...environmentOf(key), TF_CLI_CONFIG_FILE: '' },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(engine, 'exit');
  for await (const line of createInterface(engine.stdout)) if (line.endsWith('(local-exec): working')) break;
  process.kill(-Number(engine.pid), 'SIGKILL');
  await ended;
}
