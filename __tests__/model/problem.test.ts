import { formatPath, printable, type Problem } from '../../model/problem';

describe('a path', () => {
  it.each([
    [[], ''],
    [['name'], 'name'],
    [['environments', 'production', 'nodePools', 0, 'count'], 'environments.production.nodePools[0].count'],
    [['sources', 'charts', 'open-telemetry'], 'sources.charts.open-telemetry'],
    [['labels', 'example.com/team'], 'labels["example.com/team"]'],
    [['8080'], '["8080"]'],
    [['a"b'], '["a\\"b"]'],
  ])('%j is written as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('a printable problem', () => {
  const problem: Problem = {
    severity: 'error',
    file: 'platform.yaml',
    line: 1,
    column: 1,
    path: 'name',
    where: 'name',
    what: 'wrong',
    given: 'a',
    allowed: 'b',
    fix: 'write b',
    rule: 'schema',
    source: 'test',
  };

  it('is the same if nothing in it could harm a terminal', () => {
    expect(printable(problem)).toEqual(problem);
    expect(printable({ ...problem, given: 'grüße 你好 🎉' }).given).toBe('grüße 你好 🎉');
  });

  it('shows control characters, invisible and broken ones as their codes', () => {
    const given = 'a\u001b[31mb\u0000c\u202ed\u200be\uFEFFf\uFFFDg\u2028h';

    expect(printable({ ...problem, given }).given).toBe(
      'a\\u{1b}[31mb\\u{0}c\\u{202e}d\\u{200b}e\\u{feff}f\\u{fffd}g\\u{2028}h',
    );
  });

  it('hides every password of the addresses in it', () => {
    const given = 'https://one:first@a.example and s3://second@b.example';
    const hidden = 'https://…@a.example and s3://…@b.example';

    expect(printable({ ...problem, what: given, given, fix: given })).toMatchObject({
      what: hidden,
      given: hidden,
      fix: hidden,
    });
  });

  it('cuts a path that no one would read', () => {
    const long = printable({ ...problem, path: 'x'.repeat(5000), where: 'y'.repeat(5000) });

    expect(long.path).toHaveLength(200);
    expect(long.where).toHaveLength(200);
  });
});
