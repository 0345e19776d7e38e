import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { CephAccount } from '../support/ceph/account';
import { onCeph, runningCeph } from '../support/ceph/running';
import { inventory } from '../support/inventory';
import { dataOf, type PlatformData } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

const [FINE, ERROR] = [0, 1];
const STATE = { Bucket: 'rolled-state', Key: 'rolled/production.tfstate' };

onCeph('going back on Ceph', () => {
  let account: CephAccount;
  let workplace: Workplace;
  let desk: RollbackDesk;
  let identity: string;
  beforeAll(async () => {
    account = await CephAccount.open(runningCeph(), 'rolled');
    workplace = await Workplace.open(account.access());
    desk = new RollbackDesk(workplace);
    const secret = await generateIdentity();
    identity = join(workplace.folder, 'identity');
    writeFileSync(identity, secret, { mode: 0o600 });
    Object.assign(workplace.variables, {
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(secret),
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
    });
    await synth(12);
    await workplace.createBuckets();
    const { code, stderr } = await workplace.command('apply', 'cluster', 'system', 'production', '--yes');
    if (code !== FINE) throw new Error(stderr);
  }, 300_000);
  afterAll(() => workplace.close());

  const synth = (cpu: number) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, PlatformData> };
      const production = { ...data.environments.production, quota: { cpu } };
      return { ...data, name: 'rolled', environments: { ...data.environments, production } };
    });
  const see = () => inventory(workplace);
  const read = async () => {
    const { Body } = await account.s3.send(new GetObjectCommand(STATE));
    return JSON.parse((await Body?.transformToString()) ?? '') as { readonly lineage: string; readonly serial: number };
  };

  it('of two at once, one does it, and the other is told who is at work or finds it done', async () => {
    const before = see();
    await synth(9);
    const { id } = await desk.applied();
    workplace.standIn.world.faults.delay({ type: 'kubernetes_resource_quota_v1', operation: 'update' }, 8000);
    const runs = await Promise.all([desk.run(id), desk.run(id)]);
    workplace.standIn.world.faults.clear();
    const [winner, other] = runs.sort((a, b) => a.code - b.code);

    expect(winner?.code).toBe(FINE);
    if (other?.code !== FINE) expect(other?.stderr).toMatch(/lock/i);
    expect(see()).toEqual(before);
  });

  it.each(['gone', 'damaged'])('puts a state back that is %s, and the next run finds nothing to do', async (loss) => {
    await synth(12);
    const before = see();
    await synth(8);
    const { id } = await desk.applied();
    const last = await read();
    await account.s3.send(
      loss === 'gone' ? new DeleteObjectCommand(STATE) : new PutObjectCommand({ ...STATE, Body: '{"version": 4, "se' }),
    );
    const refused = await desk.run(id);
    const restored = await desk.run(id, '--identity', identity, '--yes-to', 'restore-state');
    const again = await desk.run(id);

    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringContaining('--identity <file>') as string });
    expect([restored.code, again.code]).toEqual([FINE, FINE]);
    expect(again.stdout).toContain('nothing was to be done');
    expect((await read()).lineage).toBe(last.lineage);
    expect((await read()).serial).toBeGreaterThan(last.serial);
    expect(see()).toEqual(before);
  });
});
