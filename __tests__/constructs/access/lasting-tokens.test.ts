import { LASTING_TOKENS } from '../../../constructs/access/lasting-tokens';
import { BASELINE_NAMESPACES, namespaceOf } from '../../../model/naming';

const { matchConstraints, validations } = LASTING_TOKENS['lke-platform-lasting-tokens']!;

describe('tokens of accounts of the platform', () => {
  it('are looked at in every environment and in the baseline, however they are asked for', () => {
    const [{ values = [] } = {}] = matchConstraints.namespaceSelector.matchExpressions;

    expect(values).toEqual(
      expect.arrayContaining([namespaceOf('production'), namespaceOf('system'), ...BASELINE_NAMESPACES]),
    );
    expect(matchConstraints.resourceRules).toMatchObject([
      { operations: ['CREATE'], resources: ['secrets', 'serviceaccounts/token'] },
    ]);
  });

  it('end within an hour, but for those of pods, which end with them', () => {
    const [ofSecrets, ofRequests] = validations;

    expect(ofSecrets?.expression).toContain("object.type != 'kubernetes.io/service-account-token'");
    expect(ofRequests?.expression).toContain('object.spec.expirationSeconds <= 3600)');
    expect(ofRequests?.expression).toContain("object.spec.boundObjectRef.kind == 'Pod'");
    expect(ofRequests?.message).toContain('3600 seconds (an hour)');
  });
});
