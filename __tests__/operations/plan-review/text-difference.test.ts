import { differingLines } from '../../../operations/plan-review/text-difference';

describe('the lines in which two texts differ', () => {
  it('have two lines around them, and a mark between two places', () => {
    const numbered = (change: object) =>
      Array.from({ length: 12 }, (_, line) => `${(change as Record<number, string>)[line] ?? line}\n`).join('');

    expect(differingLines(numbered({}), numbered({ 0: 'x', 11: 'y' }))).toEqual([
      '-0',
      '+x',
      ' 1',
      ' 2',
      '…',
      ' 9',
      ' 10',
      '-11',
      '+y',
    ]);
  });

  it('say that a secret changes, and not to what', () => {
    expect(differingLines('user: a\npassword: old\n', 'user: b\npassword: new\n')).toEqual([
      '-user: a',
      '-password: (sensitive)',
      '+user: b',
      '+password: (sensitive)',
    ]);
  });
});
