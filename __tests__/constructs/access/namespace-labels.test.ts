import { NAMESPACE_LABELS } from '../../../constructs/access/namespace-labels';

describe('the labels of a namespace', () => {
  const { matchConstraints, validations } = NAMESPACE_LABELS['lke-platform-namespace-labels']!;
  const [{ expression = '' } = {}] = validations;

  it('are held by every way to change them', () => {
    expect(matchConstraints.resourceRules.flatMap(({ resources }) => resources)).toEqual([
      'namespaces',
      'namespaces/status',
      'namespaces/finalize',
    ]);
  });

  it('are held where they say how pods are fenced, and whose the namespace is, but for its status', () => {
    expect(expression).toContain("key.startsWith('pod-security.kubernetes.io/')");
    expect(expression).toContain("(key.startsWith('lke-platform.io/') && key != 'lke-platform.io/status')");
  });

  it('are neither added, nor taken away, nor changed', () => {
    expect(expression).toMatch(/object\.metadata\.labels\.all\(.* && oldObject\.metadata\.labels\.all\(/);
  });
});
