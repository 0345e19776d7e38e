import type { Step } from '../../../operations/rollback/record';
import { startsByItself } from '../../../operations/rollback/starts-by-itself';

const BACK: Step = { id: 'go-back', command: 'run', what: 'go back', reversibility: 'reversible', asks: false };
const ON = ['failed-deploy', 'alert'] as const;

describe('what starts a rollback by itself', () => {
  it('is what the platform file says, for a change of which every step is reversible', () => {
    expect(startsByItself({ isProduction: false, steps: [BACK], on: ON })).toEqual(ON);
    expect(startsByItself({ isProduction: false, steps: [BACK], on: undefined })).toEqual([]);
  });

  it('is nothing in production, whatever the file says', () => {
    expect(startsByItself({ isProduction: true, steps: [BACK], on: ON })).toEqual([]);
  });

  it.each<[string, Step[]]>([
    ['a step destroys', [{ ...BACK, id: 'destroy:a.b', asks: true }, BACK]],
    ['a step needs a restore', [{ ...BACK, id: 'update:a.b', reversibility: 'needs-restore' }, BACK]],
    ['there is nothing to go back to', [{ ...BACK, id: 'take-down', asks: true, reversibility: 'needs-restore' }]],
    ['what was before is not known', []],
  ])('is nothing where %s', (_what, steps) => {
    expect(startsByItself({ isProduction: false, steps, on: ON })).toEqual([]);
  });
});
