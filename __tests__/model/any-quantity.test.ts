import { amountOfQuantity, sameQuantity } from '../../model/any-quantity';

it.each([
  ['3000', '3k'],
  ['1Gi', '1024Mi'],
  ['0.5', '500m'],
  ['1e3', '1k'],
  ['1.5Gi', '1536Mi'],
  ['100n', '0.1u'],
])('the quantities %s and %s are the same', (a, b) => {
  expect(sameQuantity(a, b)).toBe(true);
});

it.each([
  ['3000', '3Ki'],
  ['1', '1m'],
  ['90', undefined],
  ['90', 'many'],
])('the quantities %s and %s are not the same', (a, b) => {
  expect(sameQuantity(a, b)).toBe(false);
});

it('what is not a quantity has no amount', () => {
  expect(['', 'k', '1 Gi', '--1', '1e'].map(amountOfQuantity)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
