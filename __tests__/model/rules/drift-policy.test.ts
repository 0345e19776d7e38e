import { driftRulesFit } from '../../../model/rules/drift-policy';
import { brokenPlaces } from '../../support/broken-places';

describe('a rule of drift', () => {
  const places = (rule: object) => brokenPlaces(driftRulesFit, { drift: { rules: [rule] } });
  const inbound = { type: 'linode_firewall', attribute: 'inbound_policy' };

  it('may call a matter of security as severe as the platform does, and no less', () => {
    expect(places({ ...inbound, severity: 'major' })).toEqual([]);
    expect(places({ ...inbound, severity: 'minor' })).toEqual(['drift.rules.0.severity']);
    expect(places({ ...inbound, severity: 'none' })).toEqual(['drift.rules.0.severity']);
  });

  it('is about what the stacks have', () => {
    expect(places({ type: 'linode_instance', attribute: 'label', severity: 'none' })).toEqual(['drift.rules.0.type']);
    expect(places({ type: 'linode_firewall', attribute: 'colour', severity: 'none' })).toEqual([
      'drift.rules.0.attribute',
    ]);
  });
});
