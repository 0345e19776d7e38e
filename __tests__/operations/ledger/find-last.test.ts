import fc from 'fast-check';
import { findFirst, findLast } from '../../../operations/ledger/find-last';

describe('the last of a chain', () => {
  it('is found, however long the chain and however wrong the hint', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.nat(6000), async (length, hint) => {
        expect(await findLast((it) => Promise.resolve(it >= 1 && it <= length), hint)).toBe(length);
      }),
    );
  });

  it('takes two questions with the right hint', async () => {
    const asked: number[] = [];
    await findLast((it) => {
      asked.push(it);
      return Promise.resolve(it <= 70_000);
    }, 70_000);

    expect(asked).toEqual([70_000, 70_001]);
  });
});

it('the first for which something holds is found, or one past the range', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 900 }), async (from) => {
      expect(await findFirst({ first: 1, last: 800 }, (it) => Promise.resolve(it >= from))).toBe(Math.min(from, 801));
    }),
  );
});
