import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliReference, CLI_REFERENCE_FILE } from '../../cli/reference';
import { newProgram } from '../support/program';

const reference = cliReference(newProgram());

describe('the reference of the command', () => {
  it('is what npm run docs writes', () => {
    expect(readFileSync(join(__dirname, '../..', CLI_REFERENCE_FILE), 'utf8')).toBe(reference);
  });

  it('has each command with its example, arguments and options', () => {
    const [section = ''] = /### `access grant`[^]*?(?=\n#)/.exec(reference) ?? [];

    expect(section).toContain('$ npx lke-platform access grant --environment staging');
    expect(section).toContain('| `--holder <who>` | who will hold it');
    expect(reference).toContain('| `[stack...]` | the stacks (default: all) |');
    expect(reference).toContain('| `--reason <text>`, required |');
    expect(reference).not.toContain('fleet-worker');
  });
});
