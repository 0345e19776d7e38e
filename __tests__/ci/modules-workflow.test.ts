import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const root = join(__dirname, '../..');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: { readonly pull_request: { readonly paths: readonly string[] } };
  readonly jobs: { readonly modules: { readonly steps: readonly Step[] } };
}

const workflow = parse(readFileSync(join(root, '.github/workflows/modules.yml'), 'utf8')) as Workflow;
const { steps } = workflow.jobs.modules;
const commands = steps.flatMap(({ run }) => run ?? []);

describe('the workflow for changes of the modules', () => {
  it('lints them, and compares them with their last releases', () => {
    expect(commands).toEqual(['npm ci', 'npm run modules:lint', 'npm run modules:release -- --check']);
  });

  it('has the tags, without which there is nothing to compare with', () => {
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));

    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
  });

  it('runs for every folder that the modules are made from', () => {
    expect(workflow.on.pull_request.paths).toEqual(
      ['constructs', 'model', 'modules', 'packages', 'publish'].map((folder) => `${folder}/**`),
    );
  });

  it.each(commands.slice(1))('runs what package.json and .ci/run have, too: `%s`', (command) => {
    expect(Object.keys(scripts)).toContain(command.replace(/^npm run ([\w:]+).*/, '$1'));
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain(` ${command}\n`);
  });
});
