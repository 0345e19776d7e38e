import { dollarsOf, dollarsText, parseDollars } from '../../../model/cost/money';

describe('dollars', () => {
  it.each([
    ['0', 0n],
    ['5', 5_000_000n],
    ['50.4', 50_400_000n],
    ['0.000001', 1n],
    [0.1, 100_000n],
    [3317.76, 3_317_760_000n],
    ['999999999999.999999', 999_999_999_999_999_999n],
  ])('are read as they are written: %s', (written, millionths) => {
    expect(parseDollars(written)).toBe(millionths);
  });

  it.each(['', '-1', '+1', '1e3', '1,5', '.5', '5.', '0.0000001', '$5', ' 5', '0x10', 1e21, 1e-7, -0.5, NaN, Infinity])(
    'are not guessed: %s',
    (written) => {
      expect(parseDollars(written)).toBeUndefined();
    },
  );

  it('add up where binary fractions do not', () => {
    const [tenth = 0n, fifth = 0n] = ['0.1', '0.2'].map(parseDollars);

    expect(dollarsOf(tenth + fifth)).toBe('0.30');
    expect(0.1 + 0.2).not.toBe(0.3);
  });

  it.each([
    [0n, '0.00', '$0.00'],
    [1_234_500_000n, '1234.50', '$1,234.50'],
    [-12_000_000n, '-12.00', '-$12.00'],
    [125_000n, '0.125', '$0.125'],
    [1n, '0.000001', '$0.000001'],
    [1_234_567_890_120_000n, '1234567890.12', '$1,234,567,890.12'],
  ])('are written with cents, and with more where there is more: %s', (money, forPrograms, forPeople) => {
    expect([dollarsOf(money), dollarsText(money)]).toEqual([forPrograms, forPeople]);
  });
});
