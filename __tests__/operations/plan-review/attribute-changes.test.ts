import { attributeChanges } from '../../../operations/plan-review/attribute-changes';

describe('the attributes that a change changes', () => {
  const changes = (change: object) => attributeChanges({ actions: ['update'], ...change });

  it('are told one by one, down to single values', () => {
    const before = { pool: [{ count: 3, type: 'a' }], tags: ['x'] };
    const after = { pool: [{ count: 4, type: 'a' }], tags: ['x'] };

    expect(changes({ before, after })).toEqual([{ path: 'pool[0].count', before: '3', after: '4' }]);
  });

  it('are told whole where the number of elements differs', () => {
    expect(changes({ before: { tags: ['x'] }, after: { tags: ['x', 'y'] } })).toEqual([
      { path: 'tags', before: '["x"]', after: '["x","y"]' },
    ]);
  });

  it('are told as unknown where the provider will decide', () => {
    const change = { before: { id: '1' }, after: {}, after_unknown: { id: true } };

    expect(changes(change)).toEqual([{ path: 'id', before: '"1"', after: '(known after apply)' }]);
  });

  it.each([
    ['before', { before: { token: 'old' }, after: { token: 'new' }, before_sensitive: { token: true } }],
    [
      'and not known yet',
      { before: { token: 'old' }, after: {}, after_unknown: { token: true }, before_sensitive: { token: true } },
    ],
    ['after', { before: { token: 'old' }, after: { token: 'new' }, after_sensitive: { token: true } }],
  ])('hide what is sensitive %s', (_, change) => {
    expect(changes(change)).toEqual([{ path: 'token', before: '(sensitive)', after: '(sensitive)' }]);
  });

  it('leave out what is sensitive and stays as it is', () => {
    const sides = { before: { token: 'same' }, after: { token: 'same' } };

    expect(changes({ ...sides, before_sensitive: { token: true }, after_sensitive: { token: true } })).toEqual([]);
  });

  it('mask what is sensitive inside a list that grows', () => {
    const sides = { before: { token: [] }, after: { token: ['new'] } };

    expect(changes({ ...sides, before_sensitive: {}, after_sensitive: { token: [true] } })).toEqual([
      { path: 'token', before: '[]', after: '["(sensitive)"]' },
    ]);
  });

  it.each([
    ['a name that says so', { api_token: 'old' }, { api_token: 'new' }, 'api_token'],
    ['a value that says so', { set: 'password=old' }, { set: 'password=new' }, 'set'],
  ])('hide what has %s, though the engine does not mark it', (_, before, after, path) => {
    expect(changes({ before, after })).toEqual([{ path, before: '(sensitive)', after: '(sensitive)' }]);
  });

  it('show the lines that differ of a text of several lines', () => {
    const text = (replicas: number) => `a: 1\nreplicas: ${replicas}\nz: 1\n`;

    expect(changes({ before: { values: [text(2)] }, after: { values: [text(3)] } })).toEqual([
      { path: 'values[0]', lines: [' a: 1', '-replicas: 2', '+replicas: 3', ' z: 1'] },
    ]);
  });

  it('show all of a text that comes or goes', () => {
    expect(changes({ before: { values: 'a\nb' }, after: { values: null } })).toEqual([
      { path: 'values', lines: ['-a', '-b', '\\ No newline at end of file'] },
    ]);
  });

  it.each([
    ['a list that grows', (last: string) => [{ name: 'x'.repeat(80) }, ...last]],
    ['a text of JSON', (last: string) => JSON.stringify([{ name: 'x'.repeat(80) }, ...last])],
  ])('show the lines that differ of %s that is too long for a line', (_, value) => {
    const lines = [` - name: ${'x'.repeat(80)}`, ' - a', '+- b'];

    expect(changes({ before: { rule: value('a') }, after: { rule: value('ab') } })).toEqual([{ path: 'rule', lines }]);
  });

  it('show both of two long texts of one line', () => {
    const [before, after] = ['a'.repeat(100), 'b'.repeat(100)];

    expect(changes({ before: { description: before }, after: { description: after } })).toMatchObject([
      { path: 'description', lines: expect.arrayContaining([`-${before}`, `+${after}`]) as string[] },
    ]);
  });

  it('write what a terminal would take for an order as its code', () => {
    expect(changes({ before: { a: 'x\n' }, after: { a: 'x\u001b[2J\n' } })).toEqual([
      { path: 'a', lines: ['-x', '+x\\u{1b}[2J'] },
    ]);
  });
});
