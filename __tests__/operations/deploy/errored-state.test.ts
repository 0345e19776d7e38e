import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployRefused } from '../../../operations/deploy/deploy-problem';
import type { Deployment } from '../../../operations/deploy/deployment';
import { recoverErroredState, refuseErroredState } from '../../../operations/deploy/errored-state';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { ERRORED_STATE } from '../../../operations/deploy/run-folder';
import { temporaryFolder } from '../../support/temporary-folder';

const stack = { id: 'production' } as SynthesizedStack;
const SECRET = 'hunter2';

describe('the only copy of a state, where it is damaged', () => {
  const folder = temporaryFolder();
  const file = join(folder, ERRORED_STATE);
  const deployment = { place: () => ({ folder, stack: stack.id }) } as unknown as Deployment;
  const confirm = jest.fn(() => Promise.resolve(true));
  const refusedBy = async (work: Promise<void>): Promise<DeployRefused> => {
    const error = await work.then(
      () => undefined,
      (it: unknown) => it,
    );
    if (error instanceof DeployRefused) return error;
    throw new Error(`not refused: ${String(error)}`);
  };

  it.each([
    ['cut off', `{"serial": 7, "password": "${SECRET}`],
    ['empty', ''],
    ['something else', `["${SECRET}"]`],
  ])('is named by what plans and what puts it back, and kept: %s', async (_, text) => {
    writeFileSync(file, text);
    for (const work of [refuseErroredState(deployment, stack), recoverErroredState(deployment, stack, { confirm })]) {
      const { problems, message } = await refusedBy(work);
      expect(problems).toEqual([
        {
          where: 'stack production',
          what: expect.stringMatching(/errored\.tfstate is damaged: .* may be its only copy/) as string,
          fix: expect.stringContaining(`cp -p ${file} ${file}.damaged`) as string,
        },
      ]);
      expect(message).not.toContain(SECRET);
    }
    expect(confirm).not.toHaveBeenCalled();
  });
});
