import { YamlDocument } from '../../../model/file/document';

const text = `name: acme
empty:
pools: &pools
  - name: general
    count: 3
  - { name: memory, labels: { "a b": c } }
more: *pools
merged:
  <<: { size: 1, other: 2 }
  size: 7
list:
  <<: [{ first: 1 }, { first: 2, second: 3 }]
`;
const document = new YamlDocument(text);
const at = (line: number, column: number) => ({ line, column });

describe('a place in a YAML file', () => {
  it.each([
    ['a value', ['name'], at(1, 7)],
    ['an entry of a list', ['pools', 0], at(4, 5)],
    ['a value in an entry', ['pools', 0, 'count'], at(5, 12)],
    ['a value in a flow map', ['pools', 1, 'name'], at(6, 13)],
    ['a value behind an alias, where it is written', ['more', 0, 'count'], at(5, 12)],
    ['a value that is merged in', ['merged', 'other'], at(9, 25)],
    ['a value that wins over a merged one', ['merged', 'size'], at(10, 9)],
    ['a value from the first of several maps merged in', ['list', 'first'], at(12, 17)],
    ['a value from the second of them', ['list', 'second'], at(12, 42)],
    ['the key of an empty value', ['empty'], at(2, 1)],
    ['the key of the map that a missing key belongs in', ['merged', 'missing'], at(8, 1)],
    ['the entry that a missing key belongs in', ['pools', 0, 'missing', 'deeper'], at(4, 5)],
    ['the key of an alias that a missing key belongs in', ['more', 7], at(7, 1)],
    ['the beginning of the file', ['missing'], at(1, 1)],
  ])('is %s', (_, path, position) => {
    expect(document.positionOf(path)).toEqual(position);
  });

  it('can be that of a key', () => {
    expect(document.keyPosition(['pools', 1, 'labels', 'a b'])).toEqual(at(6, 31));
    expect(document.keyPosition(['pools', 1])).toBeUndefined();
    expect(document.keyPosition([])).toBeUndefined();
  });
});

describe('a value of a YAML file', () => {
  it('is there, empty or missing', () => {
    expect([['name'], ['empty'], ['missing'], [], ['name', 'deeper']].map((path) => document.has(path))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect([['name'], ['empty'], ['missing']].map((path) => document.isEmpty(path))).toEqual([false, true, false]);
  });

  it.each([
    [['name'], 'acme'],
    [['empty'], 'nothing'],
    [['missing'], 'nothing'],
    [['pools'], 'a list of 2'],
    [['pools', 0], 'a map of 2 keys'],
    [['pools', 1, 'labels'], 'a map of 1 key'],
    [['more', 0, 'name'], 'general'],
  ])('%j is shown as %s', (path, shown) => {
    expect(document.excerpt(path)).toBe(shown);
  });

  it('is shown as it was written, on one line of at most 60 characters', () => {
    const long = new YamlDocument(`a: "1.0"\nb: |\n  one\n  two\nc: ${'x'.repeat(80)}\n`);

    expect(long.excerpt(['a'])).toBe('"1.0"');
    expect(long.excerpt(['b'])).toBe('| one two');
    expect(long.excerpt(['c'])).toBe(`${'x'.repeat(59)}…`);
  });
});

describe('a file that cannot be read', () => {
  const codes = (yaml: string) => new YamlDocument(yaml).problems.map(({ code }) => code);

  it.each([
    ['', 'EMPTY'],
    [' \n\n', 'EMPTY'],
    ['# comment\n', 'EMPTY'],
    ['---\n', 'EMPTY'],
    ['null', 'EMPTY'],
    ['- a', 'NOT_A_MAP'],
    ['text', 'NOT_A_MAP'],
    ['42', 'NOT_A_MAP'],
    ['a: \uFFFD', 'NOT_UTF8'],
    ['a: *b', 'BAD_ALIAS'],
    ['a: !secret b', 'TAG_RESOLVE_FAILED'],
    ['a: &a { <<: *a }', 'ALIAS_BOMB'],
    ['a: !!binary YQ==', 'TAG_RESOLVE_FAILED'],
    ['a: [*]', 'NAMELESS_ALIAS'],
    ['a: 1\n<<: 5', 'BAD_MERGE'],
    ['a: &a {}\nb: { <<: [*a, 5] }', 'BAD_MERGE'],
    ['a: &a {}\nb: { <<: [*a, *c] }', 'BAD_ALIAS'],
    ['%YAML 1.1\n---\na: no', 'YAML_VERSION'],
    ['a\0:\0 \0b\0', 'NOT_UTF8'],
    ['a: 1\rb: 2', 'BARE_RETURN'],
    ['a: 1\n<<<<<<< HEAD\nb: 2', 'MERGE_CONFLICT'],
    ['a:\n  - b: 1\n\t- c: 2', 'TAB_AS_INDENT'],
    ['a:\n\u00a0b: 1\n  c: 2', 'WIDE_SPACE'],
    ['a\uff1a 1\nb: 2', 'WIDE_COLON'],
    ['a: @b', 'BAD_SCALAR_START'],
    ['a: 1\n---\na: 2', 'MULTIPLE_DOCS'],
  ])('%j is reported as %s', (yaml, code) => {
    expect(codes(yaml)).toEqual([code]);
  });

  it('is reported up to the problem that spoils what follows', () => {
    expect(codes('a: 1\na: 2\nb: *c\nd: "open\ne: *f\n')).toEqual(['DUPLICATE_KEY', 'BAD_ALIAS', 'OPEN_QUOTE']);
  });
});
