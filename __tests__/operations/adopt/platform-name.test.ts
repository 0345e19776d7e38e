import { platformNameOf } from '../../../operations/adopt/platform-name';

describe('the name of an adopted platform', () => {
  it.each([
    ['shop-live', 'shop-live'],
    ['Shop Live--2', 'shop-live-2'],
    ['2nd-shop', 'nd-shop'],
    ['a-cluster-with-a-very-long-label', 'a-cluster-with-a-very-lo'],
  ])('is made of the label %s', (label, name) => {
    expect(platformNameOf(label, undefined)).toBe(name);
  });

  it('is the one the user chose', () => {
    expect(platformNameOf('shop-live', 'shop')).toBe('shop');
  });

  it('has to be chosen where the label yields none', () => {
    expect(() => platformNameOf('123', undefined)).toThrow('of the label 123 no name can be made');
    expect(() => platformNameOf('shop', 'Shop')).toThrow('Shop is not a name of a platform');
  });
});
