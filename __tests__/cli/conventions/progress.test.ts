import { showProgress } from '../../../cli/conventions/progress';
import { collectStreams } from '../../support/streams';

/** Progress whose clock the test moves. */
function progressOn(streams: ReturnType<typeof collectStreams>) {
  const clock = { ms: 0 };
  return { clock, progress: showProgress(streams, () => clock.ms) };
}

describe('progress', () => {
  it('stays silent while a command takes no more than a moment', () => {
    const streams = collectStreams({ terminal: true });
    const { clock, progress } = progressOn(streams);

    clock.ms = 300;
    progress.step('cluster');
    progress.end();

    expect(streams.stderr.text).toBe('');
  });

  it('shows the current step on one line of a terminal and takes it off in the end', () => {
    const streams = collectStreams({ terminal: true });
    const { clock, progress } = progressOn(streams);

    clock.ms = 1000;
    progress.step('cluster');
    progress.step('system');
    progress.end();

    expect(streams.stderr.text).toBe('\r\u001b[2Kcluster …\r\u001b[2Ksystem …\r\u001b[2K');
  });

  it('writes a line per step to a log', () => {
    const streams = collectStreams();
    const { clock, progress } = progressOn(streams);

    clock.ms = 1000;
    progress.step('cluster');
    progress.step('system');
    progress.end();

    expect(streams.stderr.text).toBe('cluster …\nsystem …\n');
  });
});
