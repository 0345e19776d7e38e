import { byKind, linesOf } from '../../../cli/conventions/alike';

const atPool = (index: number, fields: object = {}) => ({
  severity: 'error' as const,
  file: 'platform.yaml',
  rule: 'schema',
  path: `environments.production.nodePools[${index}].count`,
  line: index + 10,
  what: 'count is too small',
  ...fields,
});

const some = (count: number, fields?: object) => Array.from({ length: count }, (_, index) => atPool(index, fields));

describe('problems of one kind', () => {
  it('are all shown where they are few', () => {
    expect(byKind(some(6))).toEqual([{ shown: some(6), more: [] }]);
  });

  it('are shown five times where they are many', () => {
    expect(byKind(some(500))).toEqual([{ shown: some(500).slice(0, 5), more: some(500).slice(5) }]);
  });

  it('are of another kind with another rule, field, file or severity', () => {
    const kinds = [
      ...some(4),
      ...some(4, { rule: 'pool-size' }),
      ...some(4, { path: 'environments.staging.nodePools[0].count' }),
      ...some(4, { file: 'other.yaml' }),
      ...some(4, { severity: 'warning' }),
    ];

    expect(byKind(kinds).map(({ shown }) => shown.length)).toEqual([4, 4, 4, 4, 4]);
  });

  it.each([
    (index: number) => `environments.production.labels["bad key ${index}"]`,
    (index: number) => `environments.production.labels.bad${index}`,
  ])('are those of many keys of one map', (path) => {
    const problems = some(500, { allowed: 'a name of letters' }).map((it, index) => ({ ...it, path: path(index) }));

    expect(byKind(problems)).toEqual([{ shown: problems.slice(0, 5), more: problems.slice(5) }]);
  });

  it('are of several kinds where fields beside each other allow something else', () => {
    const problems = [...some(4, { allowed: '1 to 9' }), ...some(4, { allowed: 'true or false' })];

    expect(byKind(problems).map(({ shown }) => shown.length)).toEqual([4, 4]);
  });

  it('are each of their own where no rule is named', () => {
    const problems = Array.from({ length: 9 }, () => ({ what: 'the engine failed' }));

    expect(byKind(problems).flatMap(({ shown }) => shown)).toEqual(problems);
  });
});

describe('the lines of problems', () => {
  it.each([
    ['line 7', [7]],
    ['lines 3-5, 9', [4, 3, 5, 9, 9]],
    [
      `lines ${Array.from({ length: 20 }, (_, index) => index * 2).join(', ')} and 5 more`,
      Array.from({ length: 25 }, (_, index) => index * 2),
    ],
  ])('are %s', (words, lines) => {
    expect(linesOf(lines.map((line) => ({ what: '', line })))).toBe(words);
  });
});
