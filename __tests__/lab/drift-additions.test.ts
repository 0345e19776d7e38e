import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import type { StackId } from '../../model/naming';
import { judge, NO_POLICY } from '../../model/rules/drift/judge';
import { Declared } from '../../operations/drift/outside/declared';
import { readReleases } from '../../operations/drift/outside/kubernetes/releases';
import { Unread } from '../../operations/drift/outside/unread';
import type { StateJson } from '../../operations/engine/state-json';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

const NAMESPACE = 'drift-additions';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;
const CORE = `/api/v1/namespaces/${NAMESPACE}`;
const LABELS = { app: 'web' };
const POD = { containers: [{ name: 'web', image: 'registry.example/web:1', ports: [{ containerPort: 8080 }] }] };
const template = { metadata: { labels: LABELS }, spec: POD };
const metadata = { name: 'additions' };
const selector = { matchLabels: LABELS };

/** Objects as short as charts have them: all else is filled in by the API server, or by controllers. */
const TEMPLATES: Readonly<Record<string, object>> = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector, template } },
  statefulset: {
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata },
    spec: {
      ...{ selector, template, serviceName: 'additions' },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  },
  daemonset: { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template } },
  cronjob: {
    ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata },
    spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: { template: { spec: { ...POD, restartPolicy: 'Never' } } } } },
  },
  service: { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: LABELS, ports: [{ port: 80 }] } },
  outside: {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'additions-outside' } },
    spec: { type: 'LoadBalancer', selector: LABELS, ports: [{ port: 80 }] },
  },
  account: { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  claim: {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  config: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'a.yaml': 'a: 1' } },
  secret: { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { password: 'canary' } },
  ingress: {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata },
    spec: { defaultBackend: { service: { name: 'additions', port: { number: 80 } } } },
  },
  disruption: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector } },
  scaler: {
    ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'additions' }, maxReplicas: 2 },
  },
  network: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {} } },
  gathering: {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata },
    aggregationRule: {
      clusterRoleSelectors: [{ matchLabels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } }],
    },
  },
  policy: {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['bindings'] }],
      },
      validations: [{ expression: 'false' }],
    },
  },
  webhook: {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata },
    webhooks: [
      {
        ...{ name: 'additions.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'] },
        clientConfig: { service: { name: 'additions', namespace: NAMESPACE } },
        rules: [{ apiGroups: ['acme.example'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['things'] }],
      },
    ],
  },
};

onLab('what somebody adds to objects of a release', () => {
  let client: KubernetesClient;
  let chart: string;
  const admin = labClient();
  const run = promisify(execFile);
  const helm = (...args: string[]) => {
    const where = ['--namespace', NAMESPACE, '--kubeconfig', runningLab().kubeconfig];
    return run(labPrograms().helm, [...args, ...where]);
  };
  beforeAll(() => {
    const { server, ca, adminToken: token } = runningLab();
    client = new KubernetesClient({ server, ca, credential: { token } });
    chart = temporaryFolder();
    mkdirSync(join(chart, 'templates'));
    writeFileSync(join(chart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'web', version: '1.0.0' }));
    for (const [name, object] of Object.entries(TEMPLATES)) {
      writeFileSync(join(chart, `templates/${name}.yaml`), JSON.stringify(object));
    }
  });
  beforeEach(() => helm('install', 'additions', chart, '--create-namespace'));
  afterEach(() => helm('uninstall', 'additions', '--wait'));
  afterAll(async () => {
    client.close();
    rmSync(chart, { recursive: true });
    await admin.remove(`/api/v1/namespaces/${NAMESPACE}`);
    admin.close();
  });

  const attributes = { namespace: NAMESPACE, name: 'additions', metadata: { revision: 1 } };
  const state: StateJson = {
    ...{ serial: 1, lineage: 'a', outputs: {} },
    resources: [{ mode: 'managed', type: 'helm_release', name: 'web', instances: [{ attributes }] }],
  };
  /** Kind, path, severity, and who did it. */
  const found = async () => {
    const unread = new Unread();
    const declared = new Declared(new Map<StackId, StateJson>([['system', state]]));
    const { differences } = await readReleases({ client, stacks: ['system'], declared, unread });
    expect(unread.list).toEqual([]);
    expect(JSON.stringify(differences)).not.toMatch(/canary|Y2FuYXJ5/);
    return judge(differences, NO_POLICY, '2026-11-28')
      .map(
        ({ kind, path, severity, by }) =>
          `${kind.slice('helm_release/'.length)} ${path.join('.')} ${severity} ${by?.who ?? ''}`,
      )
      .sort();
  };
  const patch = (manager: string, path: string, change: object, how: 'merge' | 'strategic' = 'strategic') =>
    admin.patch(`${path}/additions?fieldManager=${manager}`, change, how);
  const settled = () =>
    until(async () => {
      const object = (await admin.get(`${APPS}/deployments/additions`)) as { metadata?: { annotations?: object } };
      return Object.keys(object.metadata?.annotations ?? {}).includes('deployment.kubernetes.io/revision');
    });

  it('is nothing where nobody did: what the API server and controllers fill in is none of it', async () => {
    await settled();
    await until(async () => {
      const role = (await admin.get('/apis/rbac.authorization.k8s.io/v1/clusterroles/additions')) as {
        rules?: unknown[];
      };
      return (role.rules ?? []).length > 0;
    });

    expect(await found()).toEqual([]);
  });

  it('is found in workloads, with who did it', async () => {
    await patch('kubectl-edit', `${APPS}/deployments`, {
      metadata: { labels: { by: 'hand' }, finalizers: ['acme.example/stay'] },
      spec: {
        minReadySeconds: 5,
        template: {
          metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-28T10:00:00Z', note: 'a' } },
          spec: {
            ...{ hostPID: true, dnsPolicy: 'Default', volumes: [{ name: 'host', hostPath: { path: '/' } }] },
            containers: [
              {
                name: 'web',
                securityContext: { privileged: true },
                volumeMounts: [{ name: 'host', mountPath: '/host' }],
                env: [{ name: 'PASSWORD', value: 'canary-by-hand' }],
              },
            ],
          },
        },
      },
    });
    await patch('kubectl-scale', `${APPS}/statefulsets`, { spec: { replicas: 0 } });
    await patch('kubectl-edit', `/apis/batch/v1/namespaces/${NAMESPACE}/cronjobs`, { spec: { suspend: true } });
    const pod = 'Deployment spec.template.spec';

    expect(await found()).toEqual(
      [
        'CronJob spec.suspend major kubectl-edit',
        'Deployment metadata.finalizers major kubectl-edit',
        'Deployment metadata.labels.by minor kubectl-edit',
        'Deployment spec.minReadySeconds major kubectl-edit',
        'Deployment spec.template.metadata.annotations.kubectl.kubernetes.io/restartedAt none kubectl-edit',
        'Deployment spec.template.metadata.annotations.note major kubectl-edit',
        `${pod}.containers.web.env major kubectl-edit`,
        `${pod}.containers.web.securityContext major kubectl-edit`,
        `${pod}.containers.web.volumeMounts major kubectl-edit`,
        `${pod}.dnsPolicy major kubectl-edit`,
        `${pod}.hostPID major kubectl-edit`,
        `${pod}.volumes major kubectl-edit`,
      ].sort(),
    );
    await patch('kubectl-edit', `${APPS}/deployments`, { metadata: { finalizers: null } }, 'merge');
  });

  it('is found in templates of pods even under the name of the program that installs releases', async () => {
    await patch('helm', `${APPS}/daemonsets`, {
      spec: {
        template: {
          spec: {
            ...{ hostNetwork: true, securityContext: { runAsUser: 0 }, serviceAccountName: 'additions' },
            initContainers: [{ name: 'first', image: 'registry.example/miner:1' }],
            containers: [{ name: 'web', resources: { limits: { cpu: '4' } } }],
          },
        },
      },
    });
    const pod = 'DaemonSet spec.template.spec';

    expect(await found()).toEqual([
      `${pod}.containers.web.resources minor `,
      `${pod}.hostNetwork major `,
      `${pod}.initContainers major `,
      `${pod}.securityContext major `,
      `${pod}.serviceAccountName major `,
    ]);
  });

  it('is found in what configures, serves and guards', async () => {
    const hand = 'kubectl-edit';
    await patch(hand, `${CORE}/configmaps`, { data: { 'b.yaml': 'b: 1' } });
    await patch(hand, `${CORE}/secrets`, { data: { more: btoa('canary-by-hand') } });
    await patch(hand, `${CORE}/services`, { spec: { externalIPs: ['192.0.2.66'], sessionAffinity: 'ClientIP' } });
    await patch(hand, `${CORE}/serviceaccounts`, { imagePullSecrets: [{ name: 'other' }] });
    await patch(hand, `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies`, {
      spec: { ingress: [{}] },
    });
    await patch(hand, `${ADMISSION}/validatingadmissionpolicies`, { spec: { failurePolicy: 'Ignore' } }, 'merge');
    await patch(hand, `${ADMISSION}/validatingwebhookconfigurations`, {
      webhooks: [
        { name: 'additions.example.com', failurePolicy: 'Ignore', namespaceSelector: { matchLabels: { a: 'b' } } },
      ],
    });

    expect(await found()).toEqual(
      [
        'ConfigMap data.b.yaml major kubectl-edit',
        'NetworkPolicy spec.ingress major kubectl-edit',
        'Secret data.more major kubectl-edit',
        'Service spec.externalIPs major kubectl-edit',
        'Service spec.externalTrafficPolicy major kubectl-edit',
        'Service spec.sessionAffinity major kubectl-edit',
        'Service spec.sessionAffinityConfig major kubectl-edit',
        'ServiceAccount imagePullSecrets major kubectl-edit',
        'ValidatingAdmissionPolicy spec.failurePolicy major kubectl-edit',
        'ValidatingWebhookConfiguration webhooks.additions.example.com.failurePolicy major kubectl-edit',
        'ValidatingWebhookConfiguration webhooks.additions.example.com.namespaceSelector major kubectl-edit',
      ].sort(),
    );
  });
});
