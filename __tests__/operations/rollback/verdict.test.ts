import { failedIn, type RollbackLine, verdictOf } from '../../../operations/rollback/verdict';

const line = (about: RollbackLine['about'], name: string, result: RollbackLine['result']): RollbackLine => ({
  ...{ about, name, result, of: 'production', detail: '' },
});
const passed = [line('rollback', 'drift', 'passed'), line('environment', 'nodes', 'passed')];
const unwell = line('environment', 'secret-freshness', 'failed');
const drifted = line('rollback', 'drift', 'failed');

describe('what checks after a rollback say together', () => {
  it.each([
    ['all passed', passed, true, { ledBack: true, healthy: true }],
    ['something else is not well', [...passed, unwell], true, { ledBack: true, healthy: false }],
    ['the stack is not what it was', [...passed, drifted], true, { ledBack: false, healthy: true }],
    ['neither', [drifted, unwell], true, { ledBack: false, healthy: false }],
    ['a part could not be looked at', passed, false, { ledBack: true, healthy: null }],
    ['a part failed, and another could not be looked at', [unwell], false, { ledBack: true, healthy: false }],
    [
      'nothing was to be looked at',
      [line('rollback', 'configuration', 'not-applicable')],
      true,
      { ledBack: true, healthy: true },
    ],
  ] as const)('%s', (_, lines, isWhole, verdict) => {
    expect(verdictOf(lines, isWhole)).toEqual(verdict);
  });

  it('names what failed, apart', () => {
    const lines = [...passed, drifted, unwell];

    expect(failedIn(lines, 'rollback')).toEqual(['production drift']);
    expect(failedIn(lines, 'environment')).toEqual(['production secret-freshness']);
  });
});
