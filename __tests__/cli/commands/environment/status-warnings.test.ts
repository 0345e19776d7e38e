import { statusWarnings } from '../../../../cli/commands/environment/status-warnings';

describe('the warnings of a status', () => {
  it('are one for all that the same command brings back', () => {
    const approvals = ['validatingadmissionpolicies/a is missing', 'validatingadmissionpolicybindings/a is missing'];
    const warnings = statusWarnings({
      environments: [],
      gate: ['validatingadmissionpolicies/b is missing'],
      approvals,
    });

    expect(warnings.map(({ what }) => what)).toEqual([
      'the gate is not in force: validatingadmissionpolicies/b is missing',
      'approvals are not in force: validatingadmissionpolicies/a is missing; ' +
        'validatingadmissionpolicybindings/a is missing',
    ]);
    expect(warnings.map(({ fix = '' }) => /helm -n (\S+) rollback/.exec(fix)?.[1])).toEqual([
      'lke-platform-access',
      'argocd',
    ]);
  });

  it('are none where all is as it was applied', () => {
    expect(statusWarnings({ environments: [], gate: [], approvals: [] })).toEqual([]);
  });
});
