import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf } from '../../cli/commands-of';
import { EXAMPLES } from '../../cli/examples';
import { runCommandLine } from '../support/command';
import { newProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

const COMMANDS = commandsOf(newProgram()).map(({ name }) => name);
/** The words of a line as a shell has them. */
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
const exampleOf = (name: string) => wordsOf(EXAMPLES[name] ?? name);

describe('every command', () => {
  it('has one example, and no other has one', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...COMMANDS].sort());
  });

  it.each(COMMANDS)('%s shows its example in its help', async (name) => {
    const { exitCode, stdout, stderr } = await runCommandLine([...name.split(' '), '--help']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: lke-platform /);
    expect(stdout).toContain(`Example:\n  $ npx lke-platform ${EXAMPLES[name] ?? ''}`);
    expect(EXAMPLES[name]).toMatch(new RegExp(`^${name}( |$)`));
  });

  it.each(COMMANDS)('%s takes its example', async (name) => {
    const program = newProgram();
    const called: string[] = [];
    for (const { name: other, command } of commandsOf(program)) command.action(() => void called.push(other));
    await program.parseAsync(exampleOf(name), { from: 'user' });

    expect(called).toEqual([name]);
  });

  it.each(COMMANDS)('%s refuses an option that it does not know, as its exit code says', async (name) => {
    const { exitCode, stdout, stderr } = await runCommandLine([...exampleOf(name), '--no-such-option']);

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`Example: npx lke-platform ${EXAMPLES[name] ?? ''}\n`);
    expect(stderr).toContain("unknown option '--no-such-option'");
  });
});

/** Serve until a signal ends them. */
const NOT_RUN = ['exporter', 'handoff serve'];
// eslint-disable-next-line no-control-regex -- the beginning of a colour is such a character
const COLOUR = /\u001b\[/;

describe.each([
  ['in an empty folder', undefined],
  ['with a platform file and no credentials', join(__dirname, '../../docs/examples/full.yaml')],
])('every command %s', (_, file) => {
  const before = process.cwd();
  beforeEach(() => {
    const folder = temporaryFolder();
    if (file !== undefined) copyFileSync(file, join(folder, 'platform.yaml'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
  });
  const run = (words: readonly string[]) => runCommandLine(words, { HOME: process.cwd(), PATH: process.env.PATH });
  const commands = COMMANDS.filter((name) => !NOT_RUN.includes(name));

  it.each(commands)('%s answers one JSON document with --json', async (name) => {
    const { exitCode, stdout, stderr } = await run([...exampleOf(name), '--json']);
    const answer = JSON.parse(stdout) as { command: string; ok: boolean; exitCode: number; errors: { what: string }[] };

    expect(stderr).toBe('');
    expect([0, 1, 2]).toContain(exitCode);
    expect(answer).toMatchObject({ command: name, ok: exitCode !== 1, exitCode });
    expect(answer.errors.length > 0).toBe(exitCode === 1);
  });

  it.each(commands)('%s asks nothing, shows no colour and no stack without a terminal', async (name) => {
    const { exitCode, stdout, stderr } = await run(exampleOf(name));

    expect(stdout + stderr).not.toMatch(COLOUR);
    expect(stderr).not.toMatch(/\n {4}at /);
    if (exitCode === 1) expect(stderr).toMatch(/\S/);
    else expect(stdout).toMatch(/\S/);
  });
});
