import { capacityOf, largestNode } from '../../model/capacity';
import { catalogueOf } from '../../model/catalogue/catalogue';

const catalogue = catalogueOf(undefined);
const small = { name: 'small', instanceType: 'g6-standard-4', count: 2 };
const large = { name: 'large', instanceType: 'g7-highmem-2', count: 1, maxCount: 3 };

describe('the capacity of pools', () => {
  it('counts each pool at its largest', () => {
    expect(capacityOf([small, large], catalogue)).toEqual({ cpu: 2 * 4 + 3 * 2, memory: 2 * 8 + 3 * 48, nodes: 5 });
  });

  it('is nothing without pools', () => {
    expect(capacityOf([], catalogue)).toEqual({ cpu: 0, memory: 0, nodes: 0 });
  });

  it.each([
    ['has an unknown instance type', { ...small, instanceType: 'g6-standard-5' }],
    ['has no count', { name: 'small', instanceType: 'g6-standard-4' }],
    ['is wrong altogether', undefined],
  ])('cannot be judged while a pool %s', (_, pool) => {
    expect(capacityOf([large, pool], catalogue)).toBeUndefined();
  });
});

describe('the largest node', () => {
  it('is the largest by each resource', () => {
    expect(largestNode([small, large], catalogue)).toEqual({ cpu: 4, memory: 48 });
  });

  it('leaves out what it does not know', () => {
    expect(largestNode([undefined, { instanceType: 'g6-standard-5' }], catalogue)).toEqual({ cpu: 0, memory: 0 });
  });
});
