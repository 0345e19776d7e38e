import { PLACEMENT_POLICIES } from '../../../constructs/isolation/placement-policy';

describe('where pods of an environment may run', () => {
  const { variables = [], validations = [] } = PLACEMENT_POLICIES['lke-platform-placement'] ?? {};
  const expressionOf = (name: string) => variables.find((it) => it.name === name)?.expression;

  it('is its own nodes by every term of an affinity, since one that leads elsewhere is enough to get there', () => {
    expect(expressionOf('isSelected')).toMatch(/size\(variables\.terms\) > 0 && variables\.terms\.all\(term, /);
  });

  it('is not by a class of the environment where its controller does not know what that stands for', () => {
    expect(expressionOf('isByClass')).toBe(
      'variables.class == request.namespace && !variables.isPod && !variables.isDaemon',
    );
  });

  it('is decided by the scheduler alone', () => {
    expect(validations[0]?.expression).toContain("nodeName.orValue('') == ''");
    expect(PLACEMENT_POLICIES['lke-platform-binding']).toMatchObject({
      validations: [{ expression: 'false' }],
      matchConditions: [{ expression: "request.userInfo.username != 'system:kube-scheduler'" }],
    });
  });
});
