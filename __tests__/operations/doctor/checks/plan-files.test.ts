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

  it.each(['plan', 'saved.tfplan'])('warns of %s', async (file) => {
    writeFileSync(join(stack, file), '');

    const path = join(stack, file);
    expect(await find(planFiles, { output })).toEqual({
      status: 'warn',
      found: `${path}: they hold secrets`,
      fix: `remove the plans: rm ${path}`,
    });
  });

  it.each(['terraform.tfstate', 'terraform.tfstate.backup'])(
    'warns of %s, which may be the only copy',
    async (file) => {
      writeFileSync(join(stack, file), '');
      const { status, fix } = await find(planFiles, { output });

      expect({ status, fix }).toEqual({
        status: 'warn',
        fix: expect.stringContaining('see whether the store has') as string,
      });
      expect(fix).not.toMatch(/\brm /);
    },
  );

  it('leaves the state that a store did not take to the check of those', async () => {
    writeFileSync(join(stack, 'errored.tfstate'), '');

    expect(await find(planFiles, { output })).toMatchObject({ status: 'ok' });
  });
});
