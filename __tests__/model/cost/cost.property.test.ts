import * as fc from 'fast-check';
import type { Amount } from '../../../model/cost/amount';
import { sumOf } from '../../../model/cost/amount';
import { amountJson } from '../../../model/cost/amount-text';
import { costOf, priced } from '../../../model/cost/cost';
import { BOUNDS } from '../../../model/cost/item';
import { itemsOf } from '../../../model/cost/platform-items';
import { loadPlatform } from '../../../model/load';
import { platforms } from '../../support/generators/platform';
import '../../support/property-seed';

const plain = (amount: Amount) => [amount.known, [...amount.unknown].sort()];
/** A sample is a whole platform, read as a file is. */
const property = { numRuns: 40 };
const generated = platforms
  .map((data) => loadPlatform(JSON.stringify(data), { file: 'generated.yaml' }).platform)
  .filter((platform) => platform !== undefined);

describe('what any platform costs', () => {
  it('is the sum of its lines, of each owner and of all', () => {
    fc.assert(
      fc.property(generated, (platform) => {
        const { owners, cost } = costOf(platform);
        for (const bound of BOUNDS) {
          for (const owner of owners) {
            expect(plain(owner.cost[bound])).toEqual(plain(sumOf(owner.lines.map((line) => line.cost[bound]))));
          }
          expect(plain(cost[bound])).toEqual(plain(sumOf(owners.map((owner) => owner.cost[bound]))));
        }
      }),
      property,
    );
  });

  it('does not depend on any order', () => {
    const shuffled = generated.chain((platform) => {
      const items = itemsOf(platform);
      return fc.tuple(
        fc.constant({ items, prices: platform.prices }),
        fc.shuffledSubarray(items, { minLength: items.length }),
      );
    });
    fc.assert(
      fc.property(shuffled, ([{ items, prices }, others]) => {
        const [cost, other] = [items, others].map((each) => priced(each, prices));
        for (const bound of BOUNDS) {
          expect(plain(other?.cost[bound] ?? sumOf([]))).toEqual(plain(cost?.cost[bound] ?? sumOf([])));
        }
      }),
      property,
    );
  });

  it('grows with each node more by the price of a node, and never shrinks', () => {
    fc.assert(
      fc.property(generated, (platform) => {
        const items = itemsOf(platform);
        const [first] = items;
        if (!first) return;
        const more = { ...first, quantity: { count: first.quantity.count + 1, maxCount: first.quantity.maxCount + 1 } };
        const [was, is] = [items, [more, ...items.slice(1)]].map((each) => priced(each, platform.prices).cost);
        const price = priced([first], platform.prices).owners[0]?.lines[0]?.price;
        for (const bound of BOUNDS) {
          expect((is?.[bound].known ?? 0n) - (was?.[bound].known ?? 0n)).toBe(price?.monthly ?? 0n);
          expect(
            amountJson(is?.[bound] ?? sumOf([])).isComplete ||
              price === undefined ||
              (was?.[bound].unknown.size ?? 0) > 0,
          ).toBe(true);
        }
      }),
      property,
    );
  });

  it('is never less at maxCount than at count, and misses nothing it does not name', () => {
    fc.assert(
      fc.property(generated, (platform) => {
        const { owners, cost } = costOf(platform);
        expect(cost.maxCount.known >= cost.count.known).toBe(true);
        const withoutPrice = owners.flatMap(({ lines }) => lines.filter(({ price }) => price === undefined));
        const missing = withoutPrice.reduce((sum, { quantity }) => sum + quantity.maxCount, 0);
        expect([...cost.maxCount.unknown.values()].reduce((sum, count) => sum + Number(count), 0)).toBe(missing);
      }),
      property,
    );
  });
});
