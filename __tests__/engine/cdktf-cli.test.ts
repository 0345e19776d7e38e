import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

standInSuite('npx cdktf, on the same stacks', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  it('deploys every stack from nothing', async () => {
    const { code, stdout } = await workplace.cdktf('deploy', '*', '--auto-approve');

    expect(stdout).toContain('Apply complete! Resources: 11 added');
    expect(code).toBe(0);
    expect(workplace.standIn.world.linode.clusters.size).toBe(1);
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
