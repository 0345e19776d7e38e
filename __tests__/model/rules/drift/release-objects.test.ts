import { DRIFT_RULES } from '../../../../model/rules/drift/all';
import { Classifier } from '../../../../model/rules/drift/classify';
import type { Difference } from '../../../../model/rules/drift/difference';
import { difference } from '../../../support/drift';

const classifier = new Classifier(DRIFT_RULES);
const judged = (about: Partial<Difference>) => {
  const { severity, rule, loses } = classifier.classify(difference(about));
  return [severity, rule, loses];
};

describe('an object of a release', () => {
  const WEB = ['spec', 'template', 'spec', 'containers', 'web'];

  it.each<[string, string, Difference['path'], unknown, unknown, unknown[]]>([
    ['another image', 'Deployment', [...WEB, 'image'], 'a:1', 'b:2', ['major', 'release-object', false]],
    ['fewer pods', 'Deployment', ['spec', 'replicas'], 2, 0, ['major', 'release-object', false]],
    ['more pods', 'Deployment', ['spec', 'replicas'], 1, 2, ['minor', 'release-object-more-pods', false]],
    ['more room', 'DaemonSet', [...WEB, 'resources', 'limits', 'cpu'], 1, 2, ['minor', 'release-object-room', false]],
    ['a label', 'Service', ['metadata', 'labels', 'team'], 'a', 'b', ['minor', 'release-object-texts', false]],
    [
      'a label that gives rights to others',
      'ClusterRole',
      ['metadata', 'labels', 'rbac.authorization.k8s.io/aggregate-to-edit'],
      undefined,
      'true',
      ['major', 'release-role-aggregation', true],
    ],
    [
      'a label by which alerts are picked',
      'PrometheusRule',
      ['metadata', 'labels', 'release'],
      'kube-prometheus-stack',
      undefined,
      ['major', 'release-object-picked', true],
    ],
    [
      'the firewall of a NodeBalancer',
      'Service',
      ['metadata', 'annotations', 'service.beta.kubernetes.io/linode-loadbalancer-firewall-id'],
      '17',
      '18',
      ['major', 'release-service-balancer', true],
    ],
    [
      'who may come in',
      'Ingress',
      ['metadata', 'annotations', 'traefik.ingress.kubernetes.io/router.middlewares'],
      'auth',
      undefined,
      ['major', 'release-ingress-settings', true],
    ],
    [
      'what keeps an object from going',
      'Deployment',
      ['metadata', 'finalizers'],
      undefined,
      ['a'],
      ['major', 'release-object-end', false],
    ],
    ['an annotation', 'Role', ['metadata', 'annotations', 'a'], 'a', 'b', ['minor', 'release-object-texts', false]],
    ['a setting', 'ConfigMap', ['data', 'config.yaml'], 'a', 'b', ['major', 'release-object', false]],
    ['a secret', 'Secret', ['data', 'key'], '(sensitive)', '(sensitive)', ['major', 'release-object-guard', true]],
    ['rights', 'ClusterRole', ['rules', 0, 'verbs'], ['get'], ['*'], ['major', 'release-object-guard', true]],
    [
      'a policy',
      'ValidatingAdmissionPolicy',
      ['spec', 'validations', 0],
      'a',
      'true',
      ['major', 'release-object-guard', true],
    ],
    [
      'an object of a kind that no rule names',
      'Prometheus',
      ['spec', 'retention'],
      '15d',
      '1d',
      ['major', 'release-object', false],
    ],
    ['a field that no rule names', 'Prometheus', ['else'], 1, 2, ['major', 'unknown', false]],
  ])('has drift as bad as that of the chart: %s', (_, kind, path, before, after, said) => {
    expect(judged({ kind: `helm_release/${kind}`, path, before, after })).toEqual(said);
  });

  it('is major when it is gone', () => {
    expect(judged({ kind: 'helm_release/Service', path: [], action: 'removed' })).toEqual(['major', 'removed', true]);
  });
});
