import { exitCode } from '../../../cli/conventions/exit-codes';
import { type Reply, runCommand, warnNow } from '../../../cli/conventions/run-command';
import { collectStreams } from '../../support/streams';

const drifted: Reply = {
  exitCode: exitCode.found,
  result: { changes: 3 },
  text: ({ yellow }) => yellow('3 changes'),
};

const dueReview = { what: 'a review is due', severity: 'warning' } as const;

async function run(action: () => Reply, { json = false, debug = false, terminal = false } = {}) {
  const streams = collectStreams({ terminal });
  const code = await runCommand('drift', { json, debug }, streams, action);
  return { code, stdout: streams.stdout.text, stderr: streams.stderr.text };
}

function refuse(): Reply {
  throw new Error('the state bucket is not there');
}

describe('a command that answers', () => {
  it('prints its text on stdout and ends with its exit code', async () => {
    expect(await run(() => drifted)).toEqual({ code: 2, stdout: '3 changes\n', stderr: '' });
  });

  it('prints in colour on a terminal', async () => {
    expect((await run(() => drifted, { terminal: true })).stdout).toContain('\u001b[33m3 changes');
  });

  it('prints the envelope and nothing else with --json, ok although it found something', async () => {
    const { stdout, stderr } = await run(() => drifted, { json: true, terminal: true });

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      command: 'drift',
      ok: true,
      exitCode: 2,
      result: { changes: 3 },
      errors: [],
      warnings: [],
    });
  });

  it('warns on stderr', async () => {
    const { stdout, stderr } = await run(() => ({ ...drifted, warnings: [dueReview] }));

    expect(stdout).toBe('3 changes\n');
    expect(stderr).toBe('warning: a review is due\n');
  });

  it('warns in the envelope with --json', async () => {
    const { stdout, stderr } = await run(() => ({ ...drifted, warnings: [dueReview] }), { json: true });

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, errors: [], warnings: [dueReview] });
  });
});

describe('a command that warns before its work begins', () => {
  it('takes its last step off the terminal before', async () => {
    const streams = collectStreams({ terminal: true, env: { NO_COLOR: '1' } });
    const flags = { json: false, debug: false };
    jest.useFakeTimers();
    await runCommand('apply', flags, streams, (progress) => {
      progress.step('reading the state');
      jest.advanceTimersByTime(1_000);
      warnNow([dueReview], { flags, streams, progress });
      return drifted;
    });
    jest.useRealTimers();

    const clear = '\r\u001b[2K';
    expect(streams.stderr.text).toBe(`${clear}reading the state …${clear}warning: a review is due\n`);
  });
});

describe('a command that fails', () => {
  it('prints the error on stderr without a stack and ends with 1', async () => {
    expect(await run(refuse)).toEqual({ code: 1, stdout: '', stderr: 'error: the state bucket is not there\n' });
  });

  it('prints every thing that an error found, and how many there are', async () => {
    const { stderr } = await run(() => {
      throw Object.assign(new Error('2 problems'), {
        problems: [{ what: 'first' }, { what: 'second', severity: 'warning' }],
      });
    });

    expect(stderr).toBe('error: first\nwarning: second\n1 error, 1 warning\n');
  });

  it('prints the stack with --debug', async () => {
    expect((await run(refuse, { debug: true })).stderr).toMatch(/Error: the state bucket is not there\n\s+at refuse/);
  });

  it('says so in the envelope with --json', async () => {
    const { code, stdout, stderr } = await run(refuse, { json: true });

    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual({
      command: 'drift',
      ok: false,
      exitCode: 1,
      result: null,
      errors: [{ what: 'the state bucket is not there' }],
      warnings: [],
    });
  });
});
