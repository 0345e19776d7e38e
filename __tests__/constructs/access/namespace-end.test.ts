import { NAMESPACE_END } from '../../../constructs/access/namespace-end';

describe('the end of a namespace', () => {
  it('is held in the namespaces of the platform, by every way to it', () => {
    const rules = Object.values(NAMESPACE_END).flatMap(({ matchConstraints }) => matchConstraints.resourceRules);

    expect(
      rules.flatMap(({ operations, resources }) => operations.flatMap((it) => resources.map((of) => [it, of]))),
    ).toEqual([
      ['DELETE', 'namespaces'],
      ['UPDATE', 'namespaces'],
      ['UPDATE', 'namespaces/status'],
      ['UPDATE', 'namespaces/finalize'],
    ]);
  });

  it('is open to the controller of namespaces, in both modes, which would never let one go otherwise', () => {
    const [{ expression = '' } = {}] = NAMESPACE_END['lke-platform-namespace-finalizers']?.validations ?? [];

    expect(expression).toContain("'system:serviceaccount:kube-system:namespace-controller'");
    expect(expression).toContain("'system:kube-controller-manager'");
  });
});
