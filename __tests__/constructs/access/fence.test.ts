import { FENCE } from '../../../constructs/access/fence';
import { LASTING_TOKENS } from '../../../constructs/access/lasting-tokens';
import { NAMESPACE_END } from '../../../constructs/access/namespace-end';
import { NAMESPACE_LABELS } from '../../../constructs/access/namespace-labels';

const all = Object.entries({ ...FENCE, ...LASTING_TOKENS, ...NAMESPACE_LABELS, ...NAMESPACE_END });

describe('the policies around access', () => {
  it.each(all)('%s refuses when it cannot be evaluated, and says why when it refuses', (_name, policy) => {
    expect(policy.failurePolicy).toBe('Fail');
    for (const { message } of policy.validations) expect(message).toMatch(/^[A-Z].{20,}[.>]$/);
  });

  it.each(all)('%s selects by the name of the namespace, which nobody can take off', (_name, { matchConstraints }) => {
    expect(matchConstraints.namespaceSelector.matchExpressions.map(({ key, operator }) => [key, operator])).toEqual([
      ['kubernetes.io/metadata.name', 'In'],
    ]);
  });

  it('hold requests for tokens, Secrets and whatever runs', () => {
    const resources = Object.values(FENCE).flatMap(({ matchConstraints }) =>
      matchConstraints.resourceRules.flatMap((rule) => rule.resources),
    );

    expect(resources).toEqual(expect.arrayContaining(['serviceaccounts/token', 'secrets', 'pods', '*']));
  });
});
