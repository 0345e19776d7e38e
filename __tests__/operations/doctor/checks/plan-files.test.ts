import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFiles } from '../../../../operations/doctor/checks/plan-files';
import { find } from '../../../support/surroundings';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('the check of files that lie about', () => {
  let output: string;
  let stack: string;
  beforeEach(() => {
    output = temporaryFolder();
    stack = join(output, 'stacks/production');
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, 'cdk.tf.json'), '{}');
  });

  it('is content with what synth writes, and with nothing', async () => {
    expect(await find(planFiles, { output })).toMatchObject({ status: 'ok' });
    expect(await find(planFiles, { output: '/nowhere' })).toMatchObject({ status: 'ok' });
  });

  it.each(['plan', 'saved.tfplan', 'terraform.tfstate', 'terraform.tfstate.backup'])('warns of %s', async (file) => {
    writeFileSync(join(stack, file), '');

    const path = join(stack, file);
    expect(await find(planFiles, { output })).toEqual({
      status: 'warn',
      found: `${path}: they hold secrets`,
      fix: `remove them: rm ${path}`,
    });
  });
});
