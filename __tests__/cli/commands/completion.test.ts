import { spawnSync } from 'node:child_process';
import { runCommandLine } from '../../support/command';

/** What is offered for a line, of which the last word is being typed. */
async function offered(...words: string[]): Promise<{ values: string[]; directive: string | undefined }> {
  const { stdout } = await runCommandLine(['complete', '--', ...words]);
  const lines = stdout.trimEnd().split('\n');
  return { values: lines.slice(0, -1).map((line) => line.split('\t')[0] ?? ''), directive: lines.at(-1) };
}
const [NO_FILES, FILES] = [':4', ':0'];

/** What the package bash-completion has of these names, and what bash allows in a completion alone. */
const BASH_COMPLETION = `
_get_comp_words_by_ref() { words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}; }
compopt() { :; }`;

describe('lke-platform complete', () => {
  it.each([
    [['dri'], ['drift']],
    [
      ['drift', ''],
      ['detect', 'list', 'show', 'remediate', 'credentials', 'schedule'],
    ],
    [['drift', 'schedule', 'm'], ['matrix']],
    [
      ['apply', '--no'],
      ['--no-snapshot', '--no-audit'],
    ],
    [['validate', '--js'], ['--json']],
    [
      ['plan', ''],
      ['state', 'cluster', 'system', 'development', 'staging', 'production'],
    ],
    [['plan', 'cluster', 'prod'], ['production']],
    [
      ['access', 'grant', '--environment', ''],
      ['system', 'development', 'staging', 'production'],
    ],
    [['completion', 'z'], ['zsh']],
    [['nothing', ''], []],
  ])('offers for %j: %j', async (words, values) => {
    await expect(offered(...words)).resolves.toEqual({ values, directive: NO_FILES });
  });

  it.each([
    [['validate', ''], FILES],
    [['apply', '--output', ''], FILES],
    [['drift', 'detect', '--html', ''], FILES],
    [['drift', 'detect', '--parallelism', ''], NO_FILES],
    [['access', 'grant', '--holder', ''], NO_FILES],
  ])('lets the shell complete files for %j: %s', async (words, directive) => {
    await expect(offered(...words)).resolves.toMatchObject({ directive });
  });

  it('offers no hidden command', async () => {
    expect((await offered('')).values).not.toContain('fleet-worker');
  });
});

describe('lke-platform completion', () => {
  it('lets bash ask the command itself', async () => {
    const { stdout, exitCode } = await runCommandLine(['completion', 'bash']);
    const typed = `COMP_WORDS=(lke-platform drift det); COMP_CWORD=2; __lke_platform_complete; echo "\${COMPREPLY[@]}"`;
    const bash = spawnSync('bash', ['-c', `${BASH_COMPLETION}\n${stdout}\n${typed}`], { encoding: 'utf8' });

    expect([exitCode, bash.stdout.trim(), bash.stderr]).toEqual([0, 'detect', '']);
  });

  it.each(['zsh', 'fish', 'powershell'])('writes one for %s', async (shell) => {
    const { stdout } = await runCommandLine(['completion', shell]);

    expect(stdout).toMatch(/bin\/lke-platform\.js/);
  });

  it('names the shells it knows', async () => {
    const { exitCode, stderr } = await runCommandLine(['completion', 'tcsh']);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Allowed choices are bash, zsh, fish, powershell')]);
  });
});
