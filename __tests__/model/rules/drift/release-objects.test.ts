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
    ['another image', 'Deployment', [...WEB, 'image'], 'a:1', 'b:2', ['major', 'release-pods', true]],
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

describe('the pods of a release', () => {
  const POD = ['spec', 'template', 'spec'];
  const PROGRAM = { image: 'miner:1', securityContext: { privileged: true } };
  const ofPods = (path: Difference['path'], kind = 'Deployment') =>
    judged({ kind: `helm_release/${kind}`, path, before: undefined, after: true });

  it.each<[string, Difference['path']]>([
    ['processes of the node', [...POD, 'hostPID']],
    ['files of the node', [...POD, 'volumes', 'host']],
    ['the rights of another account', [...POD, 'serviceAccountName']],
    ['privileges', [...POD, 'containers', 'web', 'securityContext', 'privileged']],
    ['a field that no rule names', [...POD, 'containers', 'web', 'invented']],
    ['what a probe runs', [...POD, 'containers', 'web', 'livenessProbe', 'exec', 'command']],
    ['another label, by which network policies go', ['spec', 'template', 'metadata', 'labels', 'app']],
  ])('lose security with %s', (_, path) => {
    expect(ofPods(path)).toEqual(['major', 'release-pods', true]);
    expect(ofPods(['spec', 'jobTemplate', ...path], 'CronJob')).toEqual(['major', 'release-pods', true]);
  });

  it('lose none when they are spread or watched in another way', () => {
    for (const path of [['affinity'], ['containers', 'web', 'livenessProbe', 'periodSeconds']]) {
      expect(ofPods([...POD, ...path])).toEqual(['major', 'release-pods-course', false]);
    }
  });

  it.each(['resources', 'securityContext', 'affinity', 'miner'])(
    'are not taken in by a container called %s',
    (name) => {
      const added = (list: string) =>
        judged({
          kind: 'helm_release/DaemonSet',
          path: [...POD, list, name],
          action: 'added',
          after: { name, ...PROGRAM },
        });

      expect(added('containers')).toEqual(['major', 'release-pods', true]);
      expect(added('initContainers')).toEqual(['major', 'release-pods', true]);
      expect(ofPods([...POD, 'containers', name, 'image'])).toEqual(['major', 'release-pods', true]);
      expect(ofPods([...POD, 'containers', name, 'resources', 'limits', 'cpu'])).toEqual([
        'minor',
        'release-object-room',
        false,
      ]);
    },
  );

  it('are not hidden by the block that they are in', () => {
    const spec = (after: object) =>
      judged({ kind: 'helm_release/Deployment', path: ['spec'], before: undefined, after });

    expect(spec({ template: { spec: { hostPID: true } } })).toEqual(['major', 'release-pods', true]);
    expect(spec({ paused: true })).toEqual(['major', 'release-object', false]);
  });
});

describe('an object of a release that others go by', () => {
  it.each<[string, string, Difference['path'], string, string]>([
    ['where Argo CD deploys from', 'AppProject', ['spec', 'sourceRepos'], 'argocd/production', 'release-object-guard'],
    [
      'the rights in Argo CD',
      'ConfigMap',
      ['data', 'policy.default'],
      'argocd/argocd-rbac-cm',
      'release-argocd-settings',
    ],
    ['a program', 'ConfigMap', ['data', 'exporter.js'], 'monitoring/exporter', 'release-programs'],
    ['who is let in', 'ConfigMap', ['data', 'grafana.ini'], 'monitoring/grafana', 'release-programs'],
    ['what is reached from outside', 'Service', ['spec', 'type'], 'monitoring/grafana', 'release-service-reach'],
    [
      'the platform it is of',
      'Service',
      ['metadata', 'labels', 'lke-platform.io/platform'],
      'a/b',
      'release-platform-marks',
    ],
    ['how much may run', 'ResourceQuota', ['spec', 'hard', 'pods'], 'a/b', 'release-object-guard'],
  ])('loses security with %s', (_, kind, path, place, rule) => {
    const address = `helm_release.a/${kind}/${place}`;

    expect(judged({ kind: `helm_release/${kind}`, address, path })).toEqual(['major', rule, true]);
  });
});
