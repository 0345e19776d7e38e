import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const root = join(__dirname, '../..');

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: readonly { readonly run?: string; readonly uses?: string; readonly name?: string }[] }
  >;
}

const workflow = parse(readFileSync(join(root, '.github/workflows/platform.yml'), 'utf8')) as Workflow;
/** What only puts a secret where the next steps expect it has a name. */
const runsOf = (steps: Workflow['jobs'][string]['steps']) =>
  steps.flatMap(({ run, name }) => (run !== undefined && name === undefined ? run : []));
const commands = Object.values(workflow.jobs).flatMap(({ steps }) => runsOf(steps));

const commandsOf = (job: string) => runsOf(workflow.jobs[job]?.steps ?? []);

/** What needs a platform to talk to runs in the engine suite, which is part of `npm test`. */
const IN_ENGINE_SUITE: Readonly<Record<string, string>> = { 'npm run plan:comment': 'plan-comment.js' };

describe('the workflow that users run', () => {
  it('installs, validates, tests and synthesizes', () => {
    expect(commandsOf('platform')).toEqual(['npm ci', 'npm run validate', 'npm test', 'npm run synth']);
  });

  it('plans for a comment', () => {
    expect(commandsOf('plan')).toEqual(['npm ci', 'npm run synth', 'npm run plan:comment']);
  });

  it.each(Object.keys(workflow.jobs))(
    'has an engine in %s, without which a test fails in CI, and a plan everywhere',
    (job) => {
      expect(workflow.jobs[job]?.steps).toContainEqual(
        expect.objectContaining({ uses: expect.stringMatching(/^hashicorp\/setup-terraform@/) as string }),
      );
    },
  );

  it.each(commands.filter((command) => command !== 'npm ci'))('has `%s` from package.json', (command) => {
    expect(Object.keys(scripts)).toContain(command.replace(/^npm (run )?/, ''));
  });

  it.each(Object.entries(IN_ENGINE_SUITE))('has `%s` in the engine suite', (_, script) => {
    const suite = readFileSync(join(root, '__tests__/engine/plan-comment.test.ts'), 'utf8');

    expect(suite).toContain(`script('${script}'`);
  });

  it.each(commands.filter((command) => !(command in IN_ENGINE_SUITE)))(
    'runs nothing that .ci/run leaves out: `%s`',
    (command) => {
      const lines = readFileSync(join(root, '.ci/run'), 'utf8').split('\n');

      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`(part|check|suite) \\w+ ${command}( --|$)`)));
    },
  );
});
