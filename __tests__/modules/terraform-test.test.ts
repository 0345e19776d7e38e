import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULE_NAMES } from '../../model/entities/terraform-module';
import { engineCommand } from '@lke-platform/stand-ins/testing/engine-command';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** OpenTofu's mocks make new values with every update, so that its own `test` cannot tell what was replaced. */
const suite = engineCommand().endsWith('tofu') ? describe.skip : engineSuite;

const MODULES = resolve(__dirname, '../../modules');

/** `terraform test` prints one JSON object a line. */
interface Message {
  readonly type: string;
  readonly test_summary?: { readonly status: string; readonly passed: number };
}

suite('terraform test', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => {
    standIn.stop();
  });

  it.each(MODULE_NAMES)('and validate pass in modules/%s', async (name) => {
    // Its own mocks stand in for the providers; the engine asks the stand-in for their schemas alone.
    const root = new Root({ TF_REATTACH_PROVIDERS: standIn.reattach }, 'terraform');
    cpSync(join(MODULES, name), root.directory, { recursive: true });

    const initialized = await root.run('init');
    const validated = await root.run('validate', '-json');
    const { output } = await root.run('test', '-json');
    root.remove();

    expect(initialized).toMatchObject({ code: 0 });
    expect(JSON.parse(validated.output)).toMatchObject({ valid: true, diagnostics: [] });
    const summary = output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Message)
      .find(({ type }) => type === 'test_summary')?.test_summary;
    expect({ status: summary?.status, output }).toMatchObject({ status: 'pass' });
    expect(summary?.passed).toBe(runsIn(name).length);
  });
});

describe('the tests of a module', () => {
  it.each(MODULE_NAMES)('%s refuse as much as its variables do', (name) => {
    const refused = runsIn(name).flatMap((run) => /expect_failures = \[var\.(\w+)\]/.exec(run)?.[1] ?? []);
    const count = (variable: string) => refused.filter((other) => other === variable).length;

    const short = blocksOf('variable', read(name, 'variables.tf'))
      .map((block) => ({
        variable: /^variable "(\w+)"/.exec(block)?.[1] ?? '',
        rules: block.split('\n  validation {').length - 1,
      }))
      .filter(({ variable, rules }) => count(variable) < rules);
    expect(short).toEqual([]);
  });

  it.each(MODULE_NAMES)('%s look at every output', (name) => {
    const asserted = runsIn(name).join('');
    const outputs = [...read(name, 'outputs.tf').matchAll(/^output "(\w+)"/gm)].map(([, output = '']) => output);

    expect(outputs.filter((output) => !new RegExp(`output\\.${output}\\b`).test(asserted))).toEqual([]);
  });
});

const read = (name: string, file: string) => readFileSync(join(MODULES, name, file), 'utf8');

const runsIn = (name: string) =>
  readdirSync(join(MODULES, name, 'tests')).flatMap((file) => blocksOf('run', read(name, `tests/${file}`)));

/** Blocks of a type at the beginning of a line, each up to the next. */
const blocksOf = (type: string, text: string) =>
  text.split(/^(?=\w)/m).filter((block) => block.startsWith(`${type} "`));
