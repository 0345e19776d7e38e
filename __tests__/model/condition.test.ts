import {
  among,
  any,
  atMost,
  differs,
  countAtMost,
  distinct,
  each,
  equals,
  filled,
  holds,
  implies,
  matches,
  not,
  same,
  set,
  type Condition,
} from '../../model/condition';
import { standardKubernetesVersion } from '../../model/constraints';

const VERSION = matches('version', standardKubernetesVersion);

describe('a condition between values', () => {
  it.each<[Condition, unknown, boolean]>([
    [set('a'), { a: 0 }, true],
    [set('a'), { a: null }, false],
    [set('a'), {}, false],
    [set('a.b'), { a: null }, false],
    [set('a.b'), { a: { b: '' } }, true],
    [equals('a', true), { a: true }, true],
    [equals('a', 'x'), {}, false],
    [among('a', ['x', 'y']), { a: 'y' }, true],
    [among('a', ['x', 'y']), {}, false],
    [VERSION, { version: '1.34' }, true],
    [VERSION, { version: '1.34.1' }, false],
    [atMost('a', 'b'), { a: 2, b: 2 }, true],
    [atMost('a', 'b'), { a: 3, b: 2 }, false],
    [differs('a', 'b'), { a: 'x', b: 'x' }, false],
    [differs('a', 'b'), { a: 'x', b: 'y' }, true],
    [filled('a'), { a: [] }, false],
    [filled('a'), { a: [0] }, true],
    [countAtMost(['a', 'b'], 2), { a: [1], b: [2] }, true],
    [countAtMost(['a', 'b'], 2), { a: [1, 2], b: [3] }, false],
    [countAtMost(['a', 'b'], 2), {}, true],
    [distinct('a', 'k'), { a: [{ k: 1 }, { k: 1 }] }, false],
    [distinct('a', 'k'), { a: [{ k: 1 }, { k: 2 }] }, true],
    [each('a', set('k')), { a: [{ k: 1 }, {}] }, false],
    [each('a', set('k')), { a: { x: { k: 1 } } }, true],
    [each('a', set('k')), {}, true],
    [not(set('a')), {}, true],
    [any(set('a'), set('b')), { b: 1 }, true],
    [any(set('a'), set('b')), {}, false],
    [same(set('a'), set('b')), {}, true],
    [same(set('a'), set('b')), { a: 1 }, false],
    [implies(set('a'), set('b')), {}, true],
    [implies(set('a'), set('b')), { a: 1 }, false],
  ])('%j of %j is %s', (condition, values, expected) => {
    expect(holds(condition, values)).toBe(expected);
  });
});
