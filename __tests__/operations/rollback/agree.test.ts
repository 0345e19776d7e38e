import type { Change } from '../../../operations/plan-review/plan-summary';
import { questionsOf, questionsOfStaying } from '../../../operations/rollback/agree';
import type { WayBack } from '../../../operations/rollback/classify';

const way = (more: Partial<WayBack>): WayBack => ({
  ...{ address: 'linode_firewall.a', type: 'linode_firewall', action: 'update', inverse: 'update', order: 3 },
  ...{ reversibility: 'reversible', verdicts: [] },
  ...more,
});
const change = (action: Change['action'], address = 'linode_firewall.a'): Change => ({
  ...{ address, action, reasons: [], objects: [], attributes: [] },
});
const steps = (ways: WayBack[], ...changes: Change[]) =>
  questionsOf({ ways_back: ways }, { changes }).map(({ step }) => step);

describe('what a person has to agree to', () => {
  it('is nothing of what is reversible', () => {
    expect(steps([way({})], change('update'))).toEqual([]);
  });

  it('is what destroys, and what is not reversible', () => {
    expect(steps([way({ action: 'create', inverse: 'destroy' })], change('destroy'))).toEqual([
      'destroy:linode_firewall.a',
    ]);
    expect(
      steps([way({ action: 'destroy', inverse: 'create', reversibility: 'needs-restore' })], change('create')),
    ).toEqual(['create:linode_firewall.a']);
  });

  it('is what the plan did not foresee, whatever it is', () => {
    expect(steps([way({})], change('update'), change('update', 'linode_firewall.b'))).toEqual([
      'update:linode_firewall.b',
    ]);
    expect(steps([way({})], change('destroy'))).toEqual(['destroy:linode_firewall.a']);
  });

  it('is nothing of what was moved and changed, at its former address', () => {
    const moved = way({ address: 'linode_firewall.b', previousAddress: 'linode_firewall.a' });

    expect(steps([moved], change('update'))).toEqual([]);
  });

  it('is what stays as the change left it', () => {
    const verdict = {
      rule: 'cluster-version',
      at: 'k8s_version',
      reversibility: 'irreversible' as const,
      because: 'no way',
      source: '',
    };

    expect(
      questionsOfStaying({ ways_back: [way({}), way({ reversibility: 'irreversible', verdicts: [verdict] })] }),
    ).toEqual([
      {
        step: 'keep:linode_firewall.a',
        what: 'leave k8s_version of linode_firewall.a as it is (irreversible): no way',
      },
    ]);
  });
});
