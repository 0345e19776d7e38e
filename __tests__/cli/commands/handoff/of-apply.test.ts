import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractWarnings } from '../../../../cli/commands/handoff/of-apply';
import { termsOfContract } from '../../../../model/handoff/terms';
import { HANDOFF_LOCAL } from '../../../../model/naming';
import { examplePlatform } from '../../../support/platforms';
import { temporaryFolder } from '../../../support/temporary-folder';

const applied = [{ stack: 'staging', status: 'applied' }] as never;
const audit = { unwritten: [], log: undefined } as never;

/** What was synthesized, with a local value as the terms. */
function deploymentWith(local: unknown) {
  const folder = join(temporaryFolder(), 'staging');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ locals: { [HANDOFF_LOCAL]: local } }));
  return { output: { stacks: [{ id: 'staging', folder }] }, environment: {} } as never;
}

describe('the contract after an apply', () => {
  const readable = termsOfContract(examplePlatform(), { name: 'staging' });

  it.each([
    ['a kept plan', deploymentWith(readable), 'unreadable' as const],
    ['the output', deploymentWith('the terms of another release'), undefined],
  ])(
    'is left as it was, and that is said, where this release cannot read the terms in %s',
    async (_, deployment, plan) => {
      await expect(contractWarnings(deployment, audit, applied, plan)).resolves.toEqual([
        expect.objectContaining({
          what: expect.stringContaining('the hand-off contract of staging is left as it was') as string,
          fix: expect.stringContaining('npx lke-platform handoff publish staging') as string,
        }),
      ]);
    },
  );
});
