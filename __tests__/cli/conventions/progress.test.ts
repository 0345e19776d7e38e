import { showProgress } from '../../../cli/conventions/progress';
import { collectStreams } from '../../support/streams';

const CLEAR = '\r\u001b[2K';

describe('progress', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTime(ms);

  it('stays silent while a command takes no more than a moment', () => {
    const streams = collectStreams({ terminal: true });
    const progress = showProgress(streams, 'plan');
    pass(300);
    progress.step('cluster');
    progress.end();
    pass(2000);

    expect(streams.stderr.text).toBe('');
  });

  it('shows the current step on one line of a terminal and takes it off in the end', () => {
    const streams = collectStreams({ terminal: true });
    const progress = showProgress(streams);
    pass(1000);
    progress.step('cluster');
    progress.step('system');
    progress.end();

    expect(streams.stderr.text).toBe(`${CLEAR}cluster …${CLEAR}system …${CLEAR}`);
  });

  it('writes a line per step to a log', () => {
    const streams = collectStreams();
    const progress = showProgress(streams, 'plan');
    pass(1000);
    progress.step('cluster');
    progress.step('system');
    progress.end();

    expect(streams.stderr.text).toBe('cluster …\nsystem …\n');
  });

  it.each([true, false])('shows a step that began in the first moment and lasts (terminal: %s)', (terminal) => {
    const streams = collectStreams({ terminal });
    const progress = showProgress(streams);
    progress.step('reading the ledger');
    pass(100);
    progress.step('asking the cluster');
    pass(399);

    expect(streams.stderr.text).toBe(terminal ? `${CLEAR}asking the cluster …` : 'asking the cluster …\n');
  });

  it.each([true, false])('names a command that says nothing of its steps for a second (terminal: %s)', (terminal) => {
    const streams = collectStreams({ terminal });
    showProgress(streams, 'rollback plan');
    pass(999);
    expect(streams.stderr.text).toBe('');
    pass(1);

    expect(streams.stderr.text).toBe(terminal ? `${CLEAR}rollback plan …` : '');
  });

  it('writes nothing more into what comes after its end', () => {
    const streams = collectStreams({ terminal: true });
    const progress = showProgress(streams, 'apply');
    progress.step('cluster: planning');
    progress.end();
    streams.stderr.write('Do this? ');
    pass(60_000);

    expect(streams.stderr.text).toBe('Do this? ');
  });
});
