import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const root = join(__dirname, '../..');

interface Workflow {
  readonly jobs: Record<string, { readonly steps: readonly { readonly run?: string }[] }>;
}

const workflow = parse(readFileSync(join(root, '.github/workflows/platform.yml'), 'utf8')) as Workflow;
const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

describe('the workflow that users run', () => {
  it('installs, validates, tests and synthesizes', () => {
    expect(commands).toEqual(['npm ci', 'npm run validate', 'npm test', 'npm run synth']);
  });

  it.each(commands.filter((command) => command !== 'npm ci'))('has `%s` from package.json', (command) => {
    expect(Object.keys(scripts)).toContain(command.replace(/^npm (run )?/, ''));
  });

  it.each(commands)('runs nothing that .ci/run leaves out: `%s`', (command) => {
    const lines = readFileSync(join(root, '.ci/run'), 'utf8').split('\n');

    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`(part|check|suite) \\w+ ${command}( --|$)`)));
  });
});
