import type { StackId } from '../../model/naming';
import { Declared } from '../../operations/drift/outside/declared';
import { readKubernetes } from '../../operations/drift/outside/kubernetes/read-kubernetes';
import { Unread } from '../../operations/drift/outside/unread';
import type { StateJson } from '../../operations/engine/state-json';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { until } from '../support/until';

const NAMESPACE = 'drift-rights';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const DISCOVERY = `${RBAC}/clusterroles/system:discovery`;

onLab('rights and webhooks that somebody made beside', () => {
  let client: KubernetesClient;
  const admin = labClient();
  beforeAll(async () => {
    const { server, ca, adminToken: token } = runningLab();
    client = new KubernetesClient({ server, ca, credential: { token } });
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE } });
  });
  afterAll(async () => {
    client.close();
    await admin.remove(`/api/v1/namespaces/${NAMESPACE}`);
    admin.close();
  });

  const namespace = {
    ...{ mode: 'managed' as const, type: 'kubernetes_namespace_v1', name: 'namespace' },
    instances: [{ attributes: { metadata: [{ name: NAMESPACE }] } }],
  };
  const state: StateJson = { serial: 1, lineage: 'a', outputs: {}, resources: [namespace] };
  /** Other tests of this lab have things of their own. */
  const found = async (which = /drift-rights|system:|kube-system/) => {
    const unread = new Unread();
    const declared = new Declared(new Map<StackId, StateJson>([['cluster', state]]));
    const all = await readKubernetes({ client, stacks: ['cluster'], declared, unread });
    expect(unread.list).toEqual([]);
    return all.filter(({ address, before }) => which.test(`${address} ${String(before)}`));
  };
  const addresses = async () => (await found()).map(({ address, action }) => `${address} ${action}`).sort();

  it('are none of what an API server makes itself', async () => {
    expect(await addresses()).toEqual([]);
  });

  it('are found, with who made them', async () => {
    const metadata = { name: NAMESPACE };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' };
    const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'mallory' }];
    const webhook = {
      ...{ name: 'drift-rights.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'] },
      clientConfig: { url: 'https://drift-rights.example.com' },
      rules: [{ apiGroups: ['acme.example'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['things'] }],
    };
    const by = '?fieldManager=by-hand';
    const made = [
      [`${ADMISSION}/mutatingwebhookconfigurations`, { metadata, webhooks: [webhook] }],
      [`${ADMISSION}/validatingwebhookconfigurations`, { metadata, webhooks: [webhook] }],
      [`${RBAC}/namespaces/kube-system/rolebindings`, { metadata, roleRef, subjects }],
    ] as const;
    for (const [path, body] of made) await admin.create(`${path}${by}`, body);
    const { rules } = (await admin.get(DISCOVERY)) as { rules?: object[] };
    const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
    await admin.patch(DISCOVERY, { rules: [...(rules ?? []), secrets] });
    const all = await found();
    await admin.patch(DISCOVERY, { rules });
    for (const [path] of made) await admin.remove(`${path}/${NAMESPACE}`);

    expect(all.map(({ address, action }) => `${address} ${action}`).sort()).toEqual([
      'ClusterRole/system:discovery added',
      'MutatingWebhookConfiguration/drift-rights added',
      'RoleBinding/kube-system/drift-rights added',
      'ValidatingWebhookConfiguration/drift-rights added',
    ]);
    expect(all.filter(({ by: doer }) => doer?.who === 'by-hand')).toHaveLength(made.length);
    expect(await addresses()).toEqual([]);
  });

  it('is a namespace that does not go, with what keeps it', async () => {
    const kept = { metadata: { name: 'kept', finalizers: ['acme.example/kept'] } };
    const path = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
    await admin.create(path, kept);
    await admin.remove(`/api/v1/namespaces/${NAMESPACE}`);
    const waits = async () => JSON.stringify(await found()).includes('acme.example/kept');
    await until(waits);
    const [going] = await found();
    await admin.patch(`${path}/kept`, { metadata: { finalizers: null } });

    expect(going).toMatchObject({ address: 'kubernetes_namespace_v1.namespace', action: 'removed', before: NAMESPACE });
  });
});
