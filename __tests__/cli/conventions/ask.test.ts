import { getEventListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import { askConsent, canAsk } from '../../../cli/conventions/ask';
import { collectStreams } from '../../support/streams';

describe('a question to a person', () => {
  const stdin = (terminal = true) =>
    Object.assign(new PassThrough(), { isTTY: terminal }) as unknown as NodeJS.ReadStream;
  const ask = (answer: string | null, signal = new AbortController().signal) => {
    const input = stdin();
    const streams = { ...collectStreams({ terminal: true }), stdin: input };
    if (answer !== null) (input as unknown as PassThrough).end(answer);
    return { answer: askConsent('Do it?', streams, signal), streams };
  };

  it.each([
    ['yes\n', true],
    [' yes \n', true],
    ['y\n', false],
    ['YES\n', false],
    ['no\n', false],
    ['\n', false],
    ['', false],
  ])('takes %j for %s', async (given, consent) => {
    await expect(ask(given).answer).resolves.toBe(consent);
  });

  it('is put on stderr, with what counts', async () => {
    const { answer, streams } = ask('no\n');
    await answer;

    expect(streams.stderr.text).toBe('Do it? Only "yes" is taken for consent: ');
    expect(streams.stdout.text).toBe('');
  });

  it('ends with a signal', async () => {
    const controller = new AbortController();
    const { answer } = ask(null, controller.signal);
    controller.abort(new Error('interrupted'));

    await expect(answer).rejects.toThrow('interrupted');
  });

  it('leaves nothing on the signal, which outlives it', async () => {
    const { signal } = new AbortController();
    await ask('yes\n', signal).answer;

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('can be put only where a terminal is on both sides', () => {
    expect(canAsk({ ...collectStreams({ terminal: true }), stdin: stdin() })).toBe(true);
    expect(canAsk({ ...collectStreams({ terminal: true }), stdin: stdin(false) })).toBe(false);
    expect(canAsk({ ...collectStreams(), stdin: stdin() })).toBe(false);
    expect(canAsk(collectStreams({ terminal: true }))).toBe(false);
  });
});
