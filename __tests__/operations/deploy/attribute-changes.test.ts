import { attributeChanges } from '../../../operations/deploy/attribute-changes';

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
    [
      'inside a list that grows',
      { before: { token: [] }, after: { token: ['new'] }, before_sensitive: {}, after_sensitive: { token: [true] } },
    ],
  ])('hide what is sensitive %s', (_, change) => {
    expect(changes(change)).toEqual([{ path: 'token', before: '(sensitive)', after: '(sensitive)' }]);
  });

  it('leave out what is sensitive and stays as it is', () => {
    const sides = { before: { token: 'same' }, after: { token: 'same' } };

    expect(changes({ ...sides, before_sensitive: { token: true }, after_sensitive: { token: true } })).toEqual([]);
  });

  it('shorten what is long or has several lines', () => {
    const [change] = changes({ before: { values: 'a: 1\nb: 2' }, after: { values: 'x'.repeat(100) } });

    expect(change).toEqual({ path: 'values', before: '(12 characters)', after: '(102 characters)' });
  });
});
