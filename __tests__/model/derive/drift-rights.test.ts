import type { Permission } from '../../../model/entities/access-policy';
import * as rights from '../../../model/derive/drift-rights';

const all = Object.entries(rights)
  .filter((entry): entry is [string, readonly Permission[]] => entry[0].endsWith('_RIGHTS'))
  .flatMap(([, permissions]) => permissions);

/** Group of a resource, as `kubectl api-resources` prints it. */
const GROUPS: Readonly<Record<string, string>> = {
  namespaces: '',
  secrets: '',
  networkpolicies: 'networking.k8s.io',
  rolebindings: 'rbac.authorization.k8s.io',
  priorityclasses: 'scheduling.k8s.io',
  validatingadmissionpolicies: 'admissionregistration.k8s.io',
  customresourcedefinitions: 'apiextensions.k8s.io',
  runtimeclasses: 'node.k8s.io',
  deployments: 'apps',
  horizontalpodautoscalers: 'autoscaling',
  cronjobs: 'batch',
  poddisruptionbudgets: 'policy',
  prometheusrules: 'monitoring.coreos.com',
};

describe('what looks for drift', () => {
  it('reads, and nothing else', () => {
    for (const { verbs } of all) expect(verbs).toEqual(['get', 'list']);
  });

  it.each(Object.entries(GROUPS))('finds %s in the group "%s"', (resource, group) => {
    const groups = all.filter(({ resources }) => resources.includes(resource)).map(({ apiGroups }) => apiGroups);

    expect(groups).not.toEqual([]);
    for (const each of groups) expect(each).toEqual([group]);
  });

  it('sees no pods, and Secrets only where helm keeps what it installed', () => {
    const environment = rights.DRIFT_ENVIRONMENT_RIGHTS.flatMap(({ resources }) => resources);

    expect(environment).not.toEqual(expect.arrayContaining(['secrets']));
    expect(all.flatMap(({ resources }) => resources)).not.toEqual(expect.arrayContaining(['pods']));
  });
});
