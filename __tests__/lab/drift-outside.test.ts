import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import type { StackId } from '../../model/naming';
import type { StateJson } from '../../operations/engine/state-json';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { Declared } from '../../operations/drift/outside/declared';
import { undeclaredClusterBindings } from '../../operations/drift/outside/kubernetes/cluster-bindings';
import { readReleases } from '../../operations/drift/outside/kubernetes/releases';
import { undeclaredInNamespace } from '../../operations/drift/outside/kubernetes/undeclared-objects';
import { Unread } from '../../operations/drift/outside/unread';
import { applyAgain, installAgain } from '../../operations/kubernetes/install-again';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const NAMESPACE = 'drift-outside';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const POLICIES = '/apis/admissionregistration.k8s.io/v1';

/** Objects as charts have them, with what API servers leave out, fill in, and write in another way. */
const TEMPLATES = {
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'drift-web', labels: { app: 'web' }, annotations: {}, creationTimestamp: null },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          hostNetwork: false,
          tolerations: [],
          containers: [
            {
              name: 'web',
              image: 'registry.example/web:1',
              args: ['--replicas=1000m'],
              env: [{ name: 'DB_PASSWORD', value: 'canary-in-the-manifest' }],
              resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: 0.1 } },
              ports: [{ containerPort: 8080 }],
            },
          ],
        },
      },
    },
    status: { replicas: 7 },
  },
  secret: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'drift-web' }, stringData: { password: 'canary' } },
  role: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'drift-web' },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
  },
  widget: {
    apiVersion: 'drift-outside.example/v1',
    kind: 'Widget',
    metadata: { name: 'drift-web' },
    spec: { size: 1 },
  },
  policy: {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'drift-outside' },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['bindings'] }],
      },
      validations: [{ expression: 'false', message: 'no' }],
    },
  },
};

/** The kind of a custom resource. */
const WIDGETS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.drift-outside.example' },
  spec: {
    group: 'drift-outside.example',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        ...{ name: 'v1', served: true, storage: true },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

onLab('what no plan shows of a cluster', () => {
  let client: KubernetesClient;
  const admin = labClient();
  const unread = new Unread();
  beforeAll(async () => {
    const { server, ca, adminToken: token } = runningLab();
    client = new KubernetesClient({ server, ca, credential: { token } });
    const chart = temporaryFolder();
    for (const name of ['templates', 'crds']) mkdirSync(join(chart, name));
    writeFileSync(join(chart, 'crds/widgets.yaml'), JSON.stringify(WIDGETS));
    writeFileSync(join(chart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'web', version: '1.0.0' }));
    for (const [name, object] of Object.entries(TEMPLATES)) {
      writeFileSync(join(chart, `templates/${name}.yaml`), JSON.stringify(object));
    }
    const where = ['--namespace', NAMESPACE, '--create-namespace', '--kubeconfig', runningLab().kubeconfig];
    await promisify(execFile)(labPrograms().helm, ['install', 'drift-web', chart, ...where]);
    rmSync(chart, { recursive: true });
    await admin.create(`${RBAC}/namespaces/${NAMESPACE}/roles`, { metadata: { name: 'declared' }, rules: [] });
  });
  afterAll(async () => {
    client.close();
    await admin.remove(`${POLICIES}/validatingadmissionpolicies/drift-outside`);
    await admin.remove(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${WIDGETS.metadata.name}`);
    await admin.remove(`/api/v1/namespaces/${NAMESPACE}`);
    admin.close();
  });

  /** The state of `system` has the release and one role. */
  const declared = new Declared(
    new Map<StackId, StateJson>([
      [
        'system',
        {
          serial: 1,
          lineage: 'a',
          outputs: {},
          resources: [
            resource('helm_release', 'web', { namespace: NAMESPACE, name: 'drift-web', metadata: { revision: 1 } }),
            resource('kubernetes_role_v1', 'declared', { metadata: [{ namespace: NAMESPACE, name: 'declared' }] }),
          ],
        },
      ],
    ]),
  );
  function resource(type: string, name: string, attributes: Record<string, unknown>): StateJson['resources'][number] {
    return { mode: 'managed', type, name, instances: [{ attributes }] };
  }
  const reading = () => ({ client, stacks: ['system', 'cluster'] as const, declared, unread });
  const releases = () => readReleases(reading());
  const undeclared = async () =>
    undeclaredInNamespace(reading(), { stack: 'system', namespace: NAMESPACE }, await releases());
  const changed = async () => {
    const { differences } = await releases();
    return differences.map(({ address, path, action }) => [
      address.replace('helm_release.web/', ''),
      path.join('.'),
      action,
    ]);
  };
  const deployment = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments/drift-web`;

  it('is nothing, where nobody touched it', async () => {
    expect(await changed()).toEqual([]);
    expect(await undeclared()).toEqual([]);
    expect(unread.list).toEqual([]);
  });

  it('has none of the bindings that Kubernetes and LKE make themselves', async () => {
    const found = await undeclaredClusterBindings(reading(), await releases());
    const names = found.map(({ address }) => address);

    expect(names.filter((name) => /ClusterRoleBinding\/(system:|cluster-admin|lke-admin)/.test(name))).toEqual([]);
  });

  it('is what was added to the namespace, with who did it', async () => {
    const metadata = { name: 'intruder' };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
    const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'mallory' }];
    const inNamespace = (group: string, plural: string) =>
      `${group}/namespaces/${NAMESPACE}/${plural}?fieldManager=by-hand`;
    await admin.create(inNamespace(RBAC, 'rolebindings'), { metadata, roleRef, subjects });
    await admin.create(inNamespace(RBAC, 'roles'), { metadata, rules: [] });
    await admin.create(inNamespace('/apis/networking.k8s.io/v1', 'networkpolicies'), {
      metadata,
      spec: { podSelector: {}, ingress: [{}] },
    });
    await admin.create(inNamespace('/api/v1', 'resourcequotas'), { metadata, spec: { hard: { pods: '1k' } } });
    const found = await undeclared();

    expect(found.map(({ address, action, by }) => [address, action, by?.who]).sort()).toEqual(
      ['NetworkPolicy', 'ResourceQuota', 'Role', 'RoleBinding'].map((kind) => {
        return [`${kind}/${NAMESPACE}/intruder`, 'added', 'by-hand'];
      }),
    );
    expect(found.find(({ kind }) => kind === 'kubernetes_role_binding_v1')?.after).toMatchObject({ roleRef, subjects });
  });

  it('is a binding that reaches the whole cluster, whatever it looks like', async () => {
    const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
    await admin.create(`${RBAC}/clusterroles`, { metadata: { name: 'drift-outside-all' }, rules });
    const roleRef = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name });
    const named = (kind: string, name: string) => ({ kind, name, apiGroup: 'rbac.authorization.k8s.io' });
    const account = (name: string) => ({ kind: 'ServiceAccount', namespace: 'kube-system', name });
    const podsOf = named('User', 'system:serviceaccount:env-production:default');
    const made = [
      [account('default'), 'cluster-admin'],
      [podsOf, 'system:kube-controller-manager'],
      [podsOf, 'system:controller:clusterrole-aggregation-controller'],
      [account('intruder'), 'admin'],
      [account('intruder'), 'drift-outside-all'],
      [account('intruder'), 'drift-outside-not-made-yet'],
      [account('cronjob-controller'), 'system:controller:generic-garbage-collector'],
      [named('Group', 'system:bootstrappers'), 'system:node'],
    ] as const;
    for (const [index, [subject, role]] of made.entries()) {
      const metadata = { name: `drift-outside-${index}` };
      await admin.create(`${RBAC}/clusterrolebindings`, { metadata, roleRef: roleRef(role), subjects: [subject] });
    }
    const found = await undeclaredClusterBindings(reading(), await releases());

    const names = found.map(({ stack, address, action }) => `${stack} ${address} ${action}`);
    const expected = made.map((_, index) => `cluster ClusterRoleBinding/drift-outside-${index} added`);
    expect(names.filter((name) => name.includes('drift-outside-'))).toEqual(expected);
    for (const index of made.keys()) await admin.remove(`${RBAC}/clusterrolebindings/drift-outside-${index}`);
    await admin.remove(`${RBAC}/clusterroles/drift-outside-all`);
  });

  it('is an object of a release that differs from its manifest, with who did it and without secrets', async () => {
    await admin.patch(
      `${deployment}?fieldManager=kubectl-edit`,
      {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'web',
                  image: 'registry.example/other:2',
                  env: [{ name: 'DB_PASSWORD', value: 'canary-by-hand' }],
                },
                { name: 'miner', image: 'registry.example/miner:1' },
              ],
            },
          },
        },
      },
      'strategic',
    );
    await admin.patch(`/api/v1/namespaces/${NAMESPACE}/secrets/drift-web`, {
      data: { password: btoa('canary-by-hand') },
    });
    const policy = `${POLICIES}/validatingadmissionpolicies/drift-outside`;
    await admin.patch(policy, [{ op: 'replace', path: '/spec/validations/0/expression', value: 'true' }], 'json');
    await admin.remove(`${RBAC}/namespaces/${NAMESPACE}/roles/drift-web`);
    const widget = `/apis/drift-outside.example/v1/namespaces/${NAMESPACE}/widgets/drift-web`;
    await admin.patch(widget, [{ op: 'replace', path: '/spec/size', value: 2 }], 'json');
    const { differences } = await releases();

    const containers = 'spec.template.spec.containers';
    expect((await changed()).sort()).toEqual([
      [`Deployment/${NAMESPACE}/drift-web`, `${containers}.miner`, 'added'],
      [`Deployment/${NAMESPACE}/drift-web`, `${containers}.web.env.DB_PASSWORD.value`, 'changed'],
      [`Deployment/${NAMESPACE}/drift-web`, `${containers}.web.image`, 'changed'],
      [`Role/${NAMESPACE}/drift-web`, '', 'removed'],
      [`Secret/${NAMESPACE}/drift-web`, 'data.password', 'changed'],
      ['ValidatingAdmissionPolicy/drift-outside', 'spec.validations.0.expression', 'changed'],
      [`Widget/${NAMESPACE}/drift-web`, 'spec.size', 'changed'],
    ]);
    expect(differences.find(({ path }) => path.at(-1) === 'image')?.by).toMatchObject({ who: 'kubectl-edit' });
    expect(JSON.stringify(differences)).not.toMatch(/canary|Y2FuYXJ5/);
  });

  it('is put back by the commands that are printed for it, but for what was added', async () => {
    const { differences } = await releases();
    const [release = ''] = [...new Set(differences.map((difference) => difference.release))];
    const { helm, kubectl } = labPrograms();
    const PATH = `${dirname(helm)}:${dirname(kubectl)}:${process.env.PATH}`;
    const env = { ...process.env, PATH, KUBECONFIG: runningLab().kubeconfig };
    const [namespace = '', name = ''] = release.split('/');
    const added = [`Deployment/${NAMESPACE}/drift-web`, 'spec.template.spec.containers.miner', 'added'];
    await promisify(execFile)('bash', ['-c', installAgain(namespace, name)], { env });
    expect((await changed()).sort()).toEqual([added, [`Widget/${NAMESPACE}/drift-web`, 'spec.size', 'changed']]);
    await promisify(execFile)('bash', ['-c', applyAgain(namespace, name)], { env });

    expect(await changed()).toEqual([added]);
  });

  it('is named as not read where the API server refuses to show it', async () => {
    const blind = new KubernetesClient({
      server: runningLab().server,
      ca: runningLab().ca,
      credential: { token: 'no' },
    });
    const notes = new Unread();
    const read = await readReleases({ ...reading(), client: blind, unread: notes });
    await undeclaredInNamespace(
      { ...reading(), client: blind, unread: notes },
      { stack: 'system', namespace: NAMESPACE },
      read,
    );
    blind.close();

    expect(notes.list).toHaveLength(6);
    expect(notes.list.map(({ what }) => what).join()).toMatch(/could not be read.*401/);
  });
});
