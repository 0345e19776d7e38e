import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_TIMEOUT_MS, standInSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

standInSuite('the plan as a comment on a pull request', () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await Workplace.open();
    await workplace.synth();
    await workplace.createBuckets();
  });
  afterAll(() => workplace.close());

  it('says of each stack what would change, and does not fail for it', async () => {
    const { code } = await workplace.script('plan-comment.js');
    const comment = readFileSync(join(workplace.folder, 'plan.md'), 'utf8');

    expect(code).toBe(0);
    expect(comment).toContain('<b>state</b>: no changes');
    expect(comment).toMatch(/<b>cluster<\/b>: \d+ to add/);
    expect(comment).toContain('+ linode_lke_cluster.cluster');
    expect(comment).toContain('<b>production</b>: waits for cluster');
    expect(comment).toContain('### Cost');
    expect(comment).toContain('| control plane | none → 1 × redundant control plane | +$60.00 |');
    expect(comment).toContain('without system, development, staging, production, which could not be planned yet.');
  });

  it('fails where a plan fails', async () => {
    workplace.variables.LINODE_TOKEN = '';
    const { code } = await workplace.script('plan-comment.js');

    expect(code).toBe(1);
  });
});
