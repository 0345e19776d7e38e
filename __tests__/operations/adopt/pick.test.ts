import { pick } from '../../../operations/adopt/pick';

const CLUSTERS = [
  { id: 1, label: 'shop', region: 'nl-ams' },
  { id: 2, label: '1', region: 'us-ord' },
];
const choose = (reference: string, items = CLUSTERS) => pick('cluster', reference, items, ({ label }) => label).id;

describe('what the user means', () => {
  it('is named by its label, or else by its id', () => {
    expect(choose('shop')).toBe(1);
    expect(choose('2')).toBe(2);
    expect(choose('1')).toBe(2);
  });

  it('is asked for again with what there is', () => {
    expect(() => choose('shops')).toThrow('no cluster "shops". There are shop (1, nl-ams), 1 (2, us-ord).');
    expect(() => choose('shop', [])).toThrow('There is no cluster at all.');
  });
});
