import { fateProblems } from '../../../operations/retirement/volumes';

const claims = [
  { name: 'data-0', volume: 'pv-1', size: '10Gi' },
  { name: 'data-1', volume: undefined, size: '10Gi' },
];

describe('what becomes of claims', () => {
  it('is said of each, and of nothing else', () => {
    expect(fateProblems('staging', claims, { 'data-0': 'keep', 'data-1': 'delete' })).toEqual([]);
    expect(fateProblems('staging', [], {})).toEqual([]);
  });

  it('is asked for, with a line to paste for all that are missing', () => {
    expect(fateProblems('staging', claims, {})).toMatchObject([
      {
        what: 'what becomes of the data of the claim data-0 (10Gi) is not said',
        fix: expect.stringContaining('retire staging --volume data-0=keep --volume data-1=keep') as unknown,
      },
      { what: 'what becomes of the data of the claim data-1 (10Gi) is not said' },
    ]);
  });

  it('is keep or delete, of a claim that there is', () => {
    expect(fateProblems('staging', claims, { 'data-0': 'move', 'data-1': 'keep', data: 'keep' })).toMatchObject([
      { given: 'move', allowed: expect.stringContaining('keep') as unknown },
      { what: 'staging has no such claim', given: 'data', allowed: 'data-0, data-1' },
    ]);
  });
});
