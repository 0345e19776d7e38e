import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { inventory } from '../support/inventory';
import { killedRun } from '../support/killed-run';
import { dataOf } from '../support/platforms';
import { RollbackDesk } from '../support/rollback';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const [FINE, ERROR] = [0, 1];
const COMMAND = join(__dirname, '../../bin/lke-platform.js');
const QUOTA = { cpu: 12, memory: '24Gi', pods: 100 };

type Production = Readonly<Record<string, unknown>>;

standInSuite('going back where the state was lost', () => {
  let workplace: Workplace;
  let identity: string;
  let desk: RollbackDesk;
  beforeAll(async () => {
    workplace = await Workplace.open();
    desk = new RollbackDesk(workplace);
    const secret = await generateIdentity();
    identity = join(workplace.folder, 'acme.age-identity');
    writeFileSync(identity, `# public key: …\n${secret}\n`);
    workplace.variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT = await identityToRecipient(secret);
    await synth();
    await workplace.createBuckets();
    await expect(workplace.command('apply', 'cluster', 'system', 'production', '--yes')).resolves.toMatchObject({
      code: FINE,
    });
  });
  afterAll(() => workplace.close());

  const synth = (change: (production: Production) => object = (it) => it) =>
    workplace.synth(() => {
      const data = dataOf('docs/examples/minimal.yaml') as { readonly environments: Record<string, Production> };
      const production = { ...data.environments.production, quota: QUOTA };
      return { ...data, environments: { ...data.environments, production: change(production) } };
    });
  const applied = () => desk.applied();
  const run = (id: string, ...args: string[]) => desk.run(id, ...args);
  const see = () => inventory(workplace);

  it('puts a state back that was damaged, as a later one of the same lineage', async () => {
    await synth();
    await applied();
    const before = see();
    await synth((it) => ({ ...it, quota: { ...QUOTA, cpu: 4 } }));
    const { id } = await applied();
    const bucket = workplace.s3.bucket('acme-state');
    const state = () =>
      JSON.parse(bucket.get('acme/production.tfstate').body.toString()) as { serial: number; lineage: string };
    const last = state();
    bucket.put('acme/production.tfstate', Buffer.from('{"version": 4, "ser'));
    const refused = await run(id);
    const went = await run(id, '--identity', identity, '--yes-to', 'restore-state');
    const restored = state();

    expect(refused).toMatchObject({ code: ERROR, stderr: expect.stringContaining('--identity <file>') as string });
    expect(went).toMatchObject({ code: FINE });
    expect(see()).toEqual(before);
    expect(restored.lineage).toBe(last.lineage);
    expect(restored.serial).toBeGreaterThan(last.serial + 1);
    expect(bucket.keys('acme/production.tfstate.damaged-')).toHaveLength(1);
    const again = await run(id);
    expect(again.stderr).not.toContain('error:');
    expect(again.stdout).toContain('nothing was to be done');
  });

  it('puts a state back that is gone, goes on after a kill, and names what the copy does not know', async () => {
    await synth();
    await applied();
    const before = see();
    const more = { name: 'lost', instanceType: 'g6-standard-2', count: 3, maxCount: 3 };
    await synth((it) => ({ ...it, nodePools: [...(it.nodePools as object[]), more] }));
    const { id } = await applied();
    workplace.s3.bucket('acme-state').delete('acme/production.tfstate');
    const { faults } = workplace.standIn.world;
    // What the copy does not know is not destroyed, but nobody can tell before.
    const agreed = ['--identity', identity, '--yes-to', 'destroy:linode_lke_node_pool.pool["lost"]'];
    // The state is there again by the time that the engine asks for the cluster.
    const killed = await killedRun(
      workplace,
      ['rollback', 'run', id, '--yes', ...agreed, '--yes-to', 'restore-state'],
      (kill) => {
        faults.strike({ type: 'kubernetes_namespace_v1', operation: 'read' }, kill);
      },
    );
    faults.clear();
    await desk.unlock();
    const went = await run(id, ...agreed);

    expect(killed.code).not.toBe(FINE);
    expect(went.stderr).not.toContain('written-since');
    expect(went).toMatchObject({ code: FINE, stderr: expect.stringContaining('orphans --remove') as string });
    const { stdout } = await workplace.command('orphans', '--json');
    const [remove = 'false'] = /orphans --remove linode_lke_node_pool:[\d,]+/.exec(stdout) ?? [];
    await workplace.shell(`"${process.execPath}" ${COMMAND} ${remove} --yes`);
    expect(see()).toEqual(before);
  });
});
