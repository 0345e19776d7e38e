import { appendFileSync, renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { criLine, LogBench } from '../support/observability/log-bench';
import { onPrograms } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

/** containerd cuts what is longer (16 KiB). */
const CHUNK = 16_384;

onPrograms('otelcol')('files of logs, as nodes have them', () => {
  const bench = new LogBench(temporaryFolder());
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());

  it('keep the blanks of each line, and those at which the runtime cut one', async () => {
    const file = bench.fileOf('env-production', '1', 'web');
    const lines = ['Exception in thread "main"', '    at shop.Order.pay(Order.java:12)', '\tat shop.Main', '', 'ends '];
    appendFileSync(file, Buffer.concat(lines.map((text) => criLine(text))));
    appendFileSync(file, Buffer.concat([criLine('one ', 'P'), criLine('two ', 'P'), criLine('three')]));

    await bench.arrives('1', lines.length + 1);

    expect(bench.linesOf('1')).toEqual([...lines, 'one two three']);
  });

  it('are whole where a line is very long, or longer than the agent takes at once', async () => {
    const text = Array.from({ length: 30_000 }, (_, number) => `word-${number}`).join(' ');
    const chunks = Array.from({ length: Math.ceil(text.length / CHUNK) }, (_, place) =>
      text.slice(place * CHUNK, (place + 1) * CHUNK),
    );
    const file = bench.fileOf('env-production', '2', 'web');
    appendFileSync(
      file,
      Buffer.concat(chunks.map((part, place) => criLine(part, place + 1 < chunks.length ? 'P' : 'F'))),
    );
    appendFileSync(file, criLine('after it'));

    await until(() => Promise.resolve(bench.linesOf('2').at(-1) === 'after it'));

    const records = bench.linesOf('2').slice(0, -1);
    expect(records.length).toBeGreaterThan(1);
    expect(records.join('') === text).toBe(true);
  });

  it('arrive with what is not text in them, and with lines that no runtime wrote', async () => {
    const file = bench.fileOf('env-production', '3', 'web');
    appendFileSync(file, criLine(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x62])));
    appendFileSync(file, 'no line of a runtime\n');
    appendFileSync(file, criLine('Grüße, 世界 🌍 \u0001 "quoted" \\ back'));
    appendFileSync(file, criLine('last'));

    await bench.arrives('3', 3);
    await until(() => Promise.resolve(bench.linesOf('3').includes('last')));

    const [broken, ...others] = bench.linesOf('3');
    expect(broken).toMatch(/^a\uFFFD+\(b$/);
    expect(others).toEqual(expect.arrayContaining(['Grüße, 世界 🌍 \u0001 "quoted" \\ back', 'last']));
    expect(bench.loki.received.some(({ body }) => body === 'no line of a runtime')).toBe(true);
  });

  it('of both streams do not run into each other', async () => {
    const file = bench.fileOf('env-production', '4', 'web');
    appendFileSync(
      file,
      Buffer.concat([criLine('out-', 'P', 'stdout'), criLine('err-', 'P', 'stderr'), criLine('one', 'F', 'stdout')]),
    );
    appendFileSync(file, criLine('two', 'F', 'stderr'));

    await bench.arrives('4', 2);

    expect(bench.linesOf('4')).toEqual(['out-one', 'err-two']);
    const { attributes } = bench.loki.received.find(({ body }) => body === 'err-two')!;
    expect(attributes).toMatchObject({ 'log.iostream': 'stderr', 'log.file.path': file });
  });

  it('lose nothing when the agent is killed in the middle, and files are rotated while it is away', async () => {
    const file = bench.fileOf('env-production', '5', 'web');
    bench.say(file, 0, 1500);
    await bench.arrives('5');
    bench.say(file, 1500, 2000);
    await bench.stopAgent('SIGKILL');
    bench.say(file, 2000, 2500);
    renameSync(file, `${file}.20261128-101500`);
    bench.say(file, 2500, 2600);
    renameSync(file, `${file}.20261128-101600`);
    bench.say(file, 2600, 3000);
    bench.startAgent();

    await until(() => Promise.resolve(bench.missing('5', 3000).length === 0));

    expect(bench.missing('5', 3000)).toEqual([]);
  });

  it('have a line whole that was begun before a restart of the agent and ended after it', async () => {
    const file = bench.fileOf('env-production', '6', 'web');
    appendFileSync(file, criLine('first'));
    appendFileSync(file, criLine('begun-', 'P'));
    await bench.arrives('6');
    await sleep(1000);
    await bench.stopAgent();
    appendFileSync(file, criLine('ended'));
    bench.startAgent();

    await until(() => Promise.resolve(bench.linesOf('6').join('').includes('ended')));

    expect(bench.linesOf('6').join('')).toBe('firstbegun-ended');
  });
});
