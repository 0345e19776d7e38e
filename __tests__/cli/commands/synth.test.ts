import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../support/command';
import { platformFileOf } from '../../support/platform-files';
import { STANDARD } from '../../support/platforms';
import { temporaryFolder } from '../../support/temporary-folder';

const file = platformFileOf(STANDARD);
const synth = (out: string, ...args: string[]) => runCommandLine(['synth', file, '--out', out, ...args]);

/** The rows of the table, without their figures. */
const rowsOf = (stdout: string) =>
  stdout.split('\n').flatMap((line) => {
    const row = /^(\w+) +[\d-]+ +[\d-]+ {2}(\w+)$/.exec(line);
    return row ? [`${row[1]} ${row[2]}`] : [];
  });

describe('lke-platform synth', () => {
  it('ends with a table of the stacks and the next command to type', async () => {
    const out = join(temporaryFolder(), 'out');

    const { exitCode, stdout } = await synth(out);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^stack +resources +bytes +since last time\n/);
    expect(rowsOf(stdout)).toEqual(['state new', 'cluster new', 'system new', 'production new']);
    expect(stdout).toMatch(
      new RegExp(`\n\nPlatform acme is in ${out}. Next: npx lke-platform plan --output ${out}\n$`),
    );
  });

  it('leads to the plan of what changed', async () => {
    const out = temporaryFolder();
    await synth(out);
    writeFileSync(join(out, 'stacks/cluster/cdk.tf.json'), '{}');
    mkdirSync(join(out, 'stacks/staging'));

    const { stdout } = await synth(out);

    expect(rowsOf(stdout)).toEqual([
      'state unchanged',
      'cluster changed',
      'system unchanged',
      'production unchanged',
      'staging removed',
    ]);
    expect(stdout).toContain(`Next: npx lke-platform plan cluster --output ${out}\n`);
  });

  it('warns of saved plans that it removed, and of a local state that it left', async () => {
    const out = temporaryFolder();
    await synth(out);
    writeFileSync(join(out, 'stacks/state/plan'), '');
    mkdirSync(join(out, 'stacks/staging'));
    writeFileSync(join(out, 'stacks/staging/terraform.tfstate'), '');

    const { stderr } = await synth(out);

    expect(stderr).toContain(`warning: removed the saved plan ${out}/stacks/state/plan`);
    expect(stderr).toContain(`warning: ${out}/stacks/staging belongs to no stack any more but stays`);
  });

  it('gives the same with --json', async () => {
    const out = temporaryFolder();

    const { stdout } = await synth(out, '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      command: 'synth',
      ok: true,
      result: {
        platform: 'acme',
        out,
        stacks: [
          { stack: 'state', resources: 4, change: 'new' },
          { stack: 'cluster' },
          { stack: 'system' },
          { stack: 'production' },
        ],
      },
      errors: [],
      warnings: [],
    });
  });

  it('names every problem of a wrong platform file', async () => {
    const wrong = platformFileOf({ ...STANDARD, name: '?', owners: [] });

    const { exitCode, stdout, stderr } = await runCommandLine(['synth', wrong, '--out', temporaryFolder()]);

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr.match(/^error: .*$/gm)).toHaveLength(2);
    expect(stderr).toMatch(/\n2 errors\n$/);
  });
});
