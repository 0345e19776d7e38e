import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder';

const FILE = join(__dirname, '../../.github/workflows/catalogue.yml');

interface Workflow {
  readonly jobs: {
    readonly catalogue: {
      readonly steps: readonly { readonly id?: string; readonly if?: string; readonly run?: string }[];
    };
  };
}
const { steps } = (parse(readFileSync(FILE, 'utf8')) as Workflow).jobs.catalogue;

describe('the workflow that proposes what Linode offers by now', () => {
  /** Runs the step that compares as GitHub does, where `npm` ends with that code. */
  function compared(code: number) {
    const folder = temporaryFolder();
    const npm = join(folder, 'npm');
    writeFileSync(npm, `#!/bin/sh\necho 'g6-standard-2 costs more'\nexit ${code}\n`);
    chmodSync(npm, 0o755);
    const output = join(folder, 'output');
    const script = join(folder, 'step.sh');
    writeFileSync(script, steps.find(({ id }) => id === 'differs')?.run ?? 'false');
    const env = { PATH: `${folder}:${String(process.env.PATH)}`, RUNNER_TEMP: folder, GITHUB_OUTPUT: output };
    writeFileSync(output, '');
    const { status, stdout } = spawnSync('bash', ['-e', script], { env, encoding: 'utf8' });
    return {
      status,
      stdout,
      output: readFileSync(output, 'utf8'),
      body: readFileSync(join(folder, 'differences.txt'), 'utf8'),
    };
  }

  it('proposes nothing where nothing differs', () => {
    expect(compared(0)).toMatchObject({ status: 0, output: 'differs=false\n' });
  });

  it('proposes what differs, and shows it', () => {
    const text = 'g6-standard-2 costs more\n';

    expect(compared(2)).toEqual({ status: 0, output: 'differs=true\n', stdout: text, body: text });
    expect(steps.at(-1)).toMatchObject({ if: "steps.differs.outputs.differs == 'true'" });
  });

  it('fails where Linode could not be asked', () => {
    expect(compared(1)).toMatchObject({ status: 1, output: '' });
  });
});
