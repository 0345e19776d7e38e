import { choose } from '../../../scripts/mutants/choose';

const mutants = Array.from({ length: 200 }, (_, index) => ({ id: `mutant ${index}` }));
const idsOf = (chosen: readonly { id: string }[]) => chosen.map(({ id }) => id);

describe('a sample of mutants', () => {
  it('is the same for the same seed, in the order of the sources', () => {
    const chosen = choose(mutants, 20, 'a');

    expect(chosen).toHaveLength(20);
    expect(choose([...mutants].reverse(), 20, 'a').reverse()).toEqual(chosen);
    expect(chosen).toEqual(mutants.filter((mutant) => chosen.includes(mutant)));
  });

  it('is another for another seed', () => {
    expect(idsOf(choose(mutants, 20, 'b'))).not.toEqual(idsOf(choose(mutants, 20, 'a')));
  });

  it('keeps what it has when it grows, or when the sources change', () => {
    const small = idsOf(choose(mutants, 20, 'a'));

    expect(idsOf(choose(mutants, 40, 'a'))).toEqual(expect.arrayContaining(small));
    expect(idsOf(choose(mutants.slice(1), 20, 'a')).filter((id) => !small.includes(id)).length).toBeLessThanOrEqual(1);
  });

  it('is all of them where there are no more', () => {
    expect(choose(mutants, 500, 'a')).toEqual(mutants);
  });

  it.each([0, -1, 1.5, NaN])('has a size of its own, not %d', (size) => {
    expect(() => choose(mutants, size, 'a')).toThrow('Allowed: a whole number from 1.');
  });
});
