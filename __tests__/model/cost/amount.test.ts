import { amountOf, differenceOf, isComplete, isNothing, sumOf } from '../../../model/cost/amount';
import { amountJson, differenceText, shortDifferenceText, shortText, sumText } from '../../../model/cost/amount-text';

const five = amountOf(5_000_000n, 1, 'a');
const unknown = (quantity: number, name = 'g9-new-2') => amountOf(undefined, quantity, name);

describe('an amount that is not wholly known', () => {
  it('says what is known as the least, and names the rest', () => {
    const sum = sumOf([five, unknown(2), five, unknown(1), unknown(1, 'g9-new-4')]);

    expect(sumText(sum)).toBe('at least $10.00 (and 3 × g9-new-2, 1 × g9-new-4 of unknown price)');
    expect(shortText(sum)).toBe('$10.00 + ?');
    expect(amountJson(sum)).toEqual({
      dollars: '10.00',
      isComplete: false,
      unknown: [
        { what: 'g9-new-2', quantity: 3 },
        { what: 'g9-new-4', quantity: 1 },
      ],
    });
  });

  it('is wholly known where there is none of what is unknown', () => {
    expect(isComplete(unknown(0))).toBe(true);
    expect(sumText(sumOf([five, unknown(0)]))).toBe('$5.00');
  });

  it('leaves out of a difference what is unknown on both sides', () => {
    const difference = differenceOf(sumOf([five, unknown(3)]), sumOf([five, five, unknown(3)]));

    expect(isComplete(difference)).toBe(true);
    expect(differenceText(difference)).toBe('+$5.00');
  });

  it.each([
    [sumOf([five, unknown(3)]), sumOf([unknown(1)]), '-$5.00 and 2 fewer × g9-new-2 of unknown price'],
    [sumOf([]), sumOf([unknown(2)]), '2 more × g9-new-2 of unknown price'],
    [unknown(2), unknown(2), 'no difference'],
  ])('keeps in a difference what is not', (before, after, text) => {
    expect(differenceText(differenceOf(before, after))).toBe(text);
  });

  it.each([
    ['+$5.00', five],
    ['-$5.00 + ?', differenceOf(five, unknown(2))],
    ['+ ?', unknown(2)],
    ['- ?', differenceOf(unknown(2), sumOf([]))],
    ['+$5.00 ± ?', differenceOf(unknown(2), sumOf([five, unknown(1, 'g9-new-4')]))],
    ['no difference', sumOf([])],
  ])('is %s in a difference where there is no room', (text, difference) => {
    expect(shortDifferenceText(difference)).toBe(text);
  });

  it('makes no difference only where nothing differs, known or not', () => {
    expect(isNothing(differenceOf(unknown(2), unknown(2)))).toBe(true);
    expect(isNothing(differenceOf(unknown(2), unknown(1)))).toBe(false);
    expect(isNothing(differenceOf(five, sumOf([])))).toBe(false);
  });
});
