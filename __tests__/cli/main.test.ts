import { main } from '../../cli/main';
import { collectStreams } from '../support/streams';

const launcher = { root: '/clone', debug: false, bundle: () => Promise.reject(new Error('no bundle is needed')) };

async function run(...args: string[]) {
  const streams = collectStreams();
  const exitCode = await main(args, launcher, streams);
  return { exitCode, stdout: streams.stdout.text, stderr: streams.stderr.text };
}

describe('lke-platform', () => {
  it('prints its help on stdout when asked for it', async () => {
    const { exitCode, stdout, stderr } = await run('--help');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: lke-platform/);
    expect(stderr).toBe('');
  });

  it('answers wrong usage with the nearest right one and exit code 1', async () => {
    const { exitCode, stdout, stderr } = await run('--debgu');

    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: unknown option '--debgu'\n\(Did you mean --debug\?\)\nRun npx lke-platform --help/);
  });

  it('answers wrong usage in the envelope with --json', async () => {
    const { exitCode, stdout, stderr } = await run('--debgu', '--json');

    expect(exitCode).toBe(1);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      command: '',
      ok: false,
      exitCode: 1,
      result: null,
      errors: [{ what: "unknown option '--debgu'", fix: 'Did you mean --debug?' }],
      warnings: [],
    });
  });

  it('answers no command at all with its help, or in the envelope with --json', async () => {
    await expect(run()).resolves.toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^Usage: /) as string });
    const { exitCode, stdout } = await run('--json');

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [{ what: 'no command is named' }] });
  });

  it('names in the commands that it prints the folder that it was given', async () => {
    const { stderr } = await run('plan', '--output', '/nowhere/else');
    const { stdout } = await run('plan', '--output', '/nowhere/else', '--json');

    expect(stderr).toContain('npx lke-platform synth --out /nowhere/else, or name another folder');
    expect(stdout).toContain('npx lke-platform synth --out /nowhere/else, or');
  });

  it('shows the flags of every command in the help of each', async () => {
    const { stdout } = await run('plan', '--help');

    expect(stdout).toContain('--parallelism');
    expect(stdout).toMatch(/Global Options:[^]*--json[^]*--debug/);
  });
});
