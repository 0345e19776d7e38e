import { amountOf, canonical } from '../../kubernetes/quantity';

describe('a Kubernetes quantity', () => {
  it.each([
    ['2000m', '2'],
    ['100m', '100m'],
    ['0.5', '500m'],
    ['2048Mi', '2Gi'],
    ['1500Mi', '1500Mi'],
    ['10', '10'],
    ['1000', '1k'],
    ['0', '0'],
    ['many', 'many'],
  ])('%s is kept as %s', (given, kept) => {
    expect(canonical(given)).toBe(kept);
  });

  it('is the same amount in any unit', () => {
    expect(amountOf('1Gi')).toBe(amountOf('1024Mi'));
    expect(amountOf('many')).toBeUndefined();
  });
});
