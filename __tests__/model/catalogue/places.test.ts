import { nearestRegion } from '../../../model/catalogue/places';
import { REGIONS } from '../../../model/catalogue/regions';

describe('the nearest region', () => {
  const others = (region: string) => [...REGIONS.keys()].filter((other) => other !== region);

  it.each([
    ['us-iad-2', 'us-iad'],
    ['fr-par-2', 'fr-par'],
    ['no-osl-1', 'se-sto'],
    ['ap-northeast', 'jp-tyo-3'],
    ['us-west', 'us-lax'],
    ['au-mel', 'ap-southeast'],
  ])('to %s is %s', (region, nearest) => {
    expect(nearestRegion(region, others(region))).toBe(nearest);
  });

  it('is known for every region of the table', () => {
    expect([...REGIONS.keys()].filter((region) => nearestRegion(region, others(region)) === undefined)).toEqual([]);
  });

  it('is not guessed for a region that a file declares', () => {
    expect(nearestRegion('at-vie', ['de-fra-2'])).toBeUndefined();
    expect(nearestRegion('constructor', ['de-fra-2'])).toBeUndefined();
  });
});
