import type { Fields } from '@lke-platform/stand-ins/protocol/values';
import type { KubernetesCluster } from '@lke-platform/stand-ins/world/kubernetes';
import { judge, NO_POLICY } from '../../../../../model/rules/drift/judge';
import { OutsidePlatform, resource } from '../../../../support/outside-platform';

const NAMESPACE = resource('kubernetes_namespace_v1', 'namespace', { metadata: [{ name: 'env-production' }] });
const role = (name: string) => [{ api_group: 'rbac.authorization.k8s.io', kind: 'Role', name }];
const user = (name: string) => ({ kind: 'User', name, namespace: '', api_group: 'rbac.authorization.k8s.io' });
const account = (namespace: string, name: string) => ({ kind: 'ServiceAccount', namespace, name, api_group: '' });
const INTRUDER = 'cluster RoleBinding/kube-system/intruder  added major added-access';
const webhook = (url: string, caBundle: string) => ({
  metadata: { name: 'injector' },
  webhooks: [{ name: 'a.example', clientConfig: { url, caBundle } }],
});

describe('what no plan shows of a cluster', () => {
  let platform: OutsidePlatform;
  let cluster: KubernetesCluster;
  beforeEach(async () => {
    platform = await OutsidePlatform.start();
    platform.keepStates([NAMESPACE]);
    [cluster] = [...platform.standIn.world.kubernetes.values()] as [KubernetesCluster];
    cluster.put({ kind: 'namespace', namespace: null, name: 'env-production' });
  });
  afterEach(() => platform.stop());

  const found = async () => {
    const { differences, unread } = await platform.read();
    expect(unread).toEqual([]);
    return judge(differences, NO_POLICY, '2026-11-29').map(({ stack, address, path, action, severity, rule }) => {
      return [stack, address, path.join('.'), action, severity, rule].join(' ');
    });
  };

  it('is nothing, where nobody touched it', async () => {
    expect(await found()).toEqual([]);
  });

  it('is a webhook, which changes or sees every request, and a policy that only refuses', async () => {
    cluster.admission.mutatingwebhookconfigurations.push(webhook('https://evil.example', 'first'));
    cluster.admission.validatingadmissionpolicies.push({ metadata: { name: 'no-latest' }, spec: {} });

    expect(await found()).toEqual([
      'cluster MutatingWebhookConfiguration/injector  added major added-admission',
      'cluster ValidatingAdmissionPolicy/no-latest  added minor added-admission-policy',
    ]);
  });

  it('is the same webhook when its certificate was renewed: it was accepted once', async () => {
    const seen = async (caBundle: string) => {
      cluster.admission.mutatingwebhookconfigurations = [webhook('https://mesh.example', caBundle)];
      return (await platform.read()).differences;
    };
    const [difference] = await seen('first');
    const { address = '', after } = difference ?? {};
    const until = '2027-01-31';
    const accept = [{ address, attribute: '*', value: after, until, reason: 'the mesh of the shop' }];

    expect(after).toMatchObject({ webhooks: [{ clientConfig: { url: 'https://mesh.example' } }] });
    const [judged] = judge(await seen('second'), { rules: [], accept }, '2026-11-29');
    expect(judged?.severity).toBe('none');
    cluster.admission.mutatingwebhookconfigurations = [webhook('https://evil.example', 'second')];
    expect(judge((await platform.read()).differences, { rules: [], accept }, '2026-11-29')[0]?.severity).toBe('major');
  });

  it.each([
    ['a person', user('mallory')],
    ['the pods of an environment', account('env-production', 'default')],
    ['every pod without an account', account('kube-system', 'default')],
    ['everybody', { ...user('system:authenticated'), kind: 'Group' }],
    ['every account', { ...user('system:serviceaccounts'), kind: 'Group' }],
  ])('is who was given rights where Kubernetes keeps its own credentials: %s', async (_, subject) => {
    const fields = { role_ref: role('reads-secrets'), subject: [account('kube-system', 'coredns'), subject] };
    cluster.put({ kind: 'role_binding', namespace: 'kube-system', name: 'intruder', fields });

    expect(await found()).toEqual([INTRUDER]);
  });

  it('is not what Kubernetes gives to its own parts there', async () => {
    const own = [
      account('kube-system', 'ccm-linode'),
      user('system:kube-scheduler'),
      { ...user('system:bootstrappers:kubeadm:default-node-token'), kind: 'Group' },
      { ...user('system:nodes'), kind: 'Group' },
    ];
    const fields = { role_ref: role('a'), subject: own };
    cluster.put({ kind: 'role_binding', namespace: 'kube-system', name: 'kubeadm:nodes-kubeadm-config', fields });

    expect(await found()).toEqual([]);
  });

  describe.each([
    [
      'reads how certificates are checked',
      { api_groups: [''], resources: ['configmaps'], verbs: ['get', 'watch'] },
      [],
    ],
    [
      'elects a leader',
      { api_groups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'update'] },
      [],
    ],
    ['reads a Secret by its name', { resource_names: ['linode'], resources: ['secrets'], verbs: ['get'] }, [INTRUDER]],
    ['reads everything', { api_groups: ['*'], resources: ['*'], verbs: ['list'] }, [INTRUDER]],
    ['runs a shell in a pod', { api_groups: [''], resources: ['pods/exec'], verbs: ['get'] }, [INTRUDER]],
    ['writes who is trusted', { api_groups: [''], resources: ['configmaps'], verbs: ['patch'] }, [INTRUDER]],
    ['leads, and more', { api_groups: [''], resources: ['events', 'secrets'], verbs: ['create'] }, [INTRUDER]],
  ])('of an add-on elsewhere that %s in the namespace of Kubernetes', (_, rule, expected) => {
    it.each(['role', 'cluster_role'])(
      `is ${expected.length === 0 ? 'nothing' : 'its right'}, by a %s`,
      async (kind) => {
        const roleRef = [{ ...role('add-on')[0], kind: kind === 'role' ? 'Role' : 'ClusterRole' }];
        const fields = JSON.parse(JSON.stringify({ rule: [{ api_groups: [''], ...rule }] })) as Fields;
        cluster.put({ kind, namespace: kind === 'role' ? 'kube-system' : null, name: 'add-on', fields });
        const subject = [account('metrics', 'adapter')];
        const binding = { role_ref: roleRef, subject };
        cluster.put({ kind: 'role_binding', namespace: 'kube-system', name: 'intruder', fields: binding });

        expect(await found()).toEqual(expected);
      },
    );
  });

  it('is what was added to a role that everybody has', async () => {
    const own = { api_groups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews'], verbs: ['create'] };
    const put = (name: string, ...rule: object[]) =>
      cluster.put({
        kind: 'cluster_role',
        namespace: null,
        name,
        fields: JSON.parse(JSON.stringify({ rule })) as Fields,
      });
    put('system:basic-user', own);
    put('system:discovery', { non_resource_urls: ['/api', '/api/*'], verbs: ['get'] });
    expect(await found()).toEqual([]);

    put('system:discovery', { api_groups: [''], resources: ['secrets'], verbs: ['get'] });
    expect(await found()).toEqual(['cluster ClusterRole/system:discovery rule added major access']);
  });

  it('is a namespace that was deleted and does not go', async () => {
    cluster.terminating.add('env-production');

    expect(await found()).toEqual(['cluster kubernetes_namespace_v1.namespace  removed major being-deleted']);
  });
});
