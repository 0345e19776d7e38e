import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { erroredStates } from '../../../../operations/doctor/checks/errored-states';
import { find } from '../../../support/surroundings';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('the check of states that the store did not take', () => {
  it('names each that is damaged beside those that are whole, with what to do about each', async () => {
    const output = temporaryFolder();
    const write = (stack: string, text: string) => {
      mkdirSync(join(output, 'stacks', stack), { recursive: true });
      writeFileSync(join(output, 'stacks', stack, 'errored.tfstate'), text);
    };
    write('production', '{"serial": 7, "resou');
    write('staging', JSON.stringify({ serial: 7, lineage: 'a', outputs: {}, resources: [] }));

    const { status, found, fix } = await find(erroredStates, { output });
    expect(status).toBe('fail');
    expect(found).toMatch(/production\/errored\.tfstate is damaged: /);
    expect(found).toContain('staging/errored.tfstate: the only copy of the state of staging');
    expect(fix).toContain('production/errored.tfstate.damaged');
    expect(fix).toContain('put it back: npx lke-platform apply staging;');
  });
});
