import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCommandLine } from '../support/command';

interface Workflow {
  readonly on: { readonly schedule: readonly object[] };
  readonly permissions: object;
  readonly jobs: {
    readonly secrets: {
      readonly if: string;
      readonly env: Readonly<Record<string, string>>;
      readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
    };
  };
}

const file = join(__dirname, '../../.github/workflows/secrets.yml');
const { on, permissions, jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
const commands = jobs.secrets.steps.flatMap(({ run }) => run ?? []).filter((run) => run !== 'npm ci');

describe('the workflow that looks after secrets', () => {
  it('backs keys up before it says what is due, once a day, and only where that is wanted', () => {
    expect(commands).toEqual([
      "npx lke-platform secrets keys backup --reason 'every day'",
      'npx lke-platform secrets status',
      'npx lke-platform secrets status platform',
    ]);
    expect([on.schedule.length, permissions, jobs.secrets.if]).toEqual([
      1,
      { contents: 'read' },
      "vars.WATCH_SECRETS == 'true'",
    ]);
  });

  it('has no identity that opens a backup', () => {
    const given = [jobs.secrets, ...jobs.secrets.steps].flatMap(({ env = {} }) => Object.keys(env));

    expect(given).not.toContain('LKE_PLATFORM_AGE_IDENTITY');
  });

  it.each(commands)('runs what the command knows: %s', async (line) => {
    const words = line
      .replace(/--reason '.*'/, '--reason x')
      .split(' ')
      .slice(2);
    const { stdout, stderr } = await runCommandLine([...words, '--file', '/nowhere/platform.yaml'], {});
    expect(stdout + stderr).toContain('/nowhere/platform.yaml: there is no such file');
  });
});
