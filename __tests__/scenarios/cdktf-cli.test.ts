import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { dataOf } from '../support/platforms';
import { type ExampleData, Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** The least that a platform may say, with the buckets of the example. */
const least = ({ state }: ExampleData) => ({ ...dataOf('docs/examples/minimal.yaml'), state });

standInSuite('npx cdktf, on the same stacks', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth(least);
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  const deploy = async (...stacks: string[]) => {
    const { code, stdout, stderr } = await workplace.cdktf('deploy', ...stacks, '--auto-approve');
    return { code, stdout, error: /^\w*Error.*/m.exec(stderr)?.[0] };
  };
  const FINE = { code: 0, error: undefined };

  it('deploys a platform from nothing that has nothing optional', async () => {
    const deployed = await deploy('*');

    expect(deployed).toMatchObject(FINE);
    expect(deployed.stdout).toContain('Apply complete! Resources: 12 added');
    expect(workplace.standIn.world.linode.clusters.size).toBe(1);
  });

  it('deploys everything that there is to add to it', async () => {
    await workplace.synth();
    const deployed = await deploy('*');

    expect(deployed).toMatchObject(FINE);
    expect(deployed.stdout).toContain('dns_zone = acme.example');
  });

  it('deploys the cluster when its network is gone again', async () => {
    await workplace.synth((data) => ({ ...data, network: undefined, deletionProtection: false }));

    expect(await deploy('state', 'cluster')).toMatchObject(FINE);
  });

  it('finds no difference afterwards', async () => {
    const { code, stdout } = await workplace.cdktf('diff', 'production');

    expect(stdout).toContain('No changes');
    expect(code).toBe(0);
  });

  it('leaves nothing to do for our own command', async () => {
    await expect(workplace.command('plan')).resolves.toMatchObject({ code: 0 });
  });

  it('leaves a plan behind, which the next synth removes', async () => {
    const plan = join(workplace.output, 'stacks/production/plan');
    expect(existsSync(plan)).toBe(true);
    await workplace.synth();

    expect(existsSync(plan)).toBe(false);
  });
});
