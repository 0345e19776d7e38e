import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { readRollouts } from '../../operations/approvals/rollouts';
import { ARGO_CD_PATH } from '../../operations/argocd/applications';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { failToBegin } from '../support/lab/application-attacks';
import { Attacker } from '../support/lab/attacker';
import { failToAnswer } from '../support/lab/backend-attacks';
import { failToForge, renderedWithState } from '../support/lab/forged-status';
import { APPLICATIONS, chartFiles, DEVELOPMENT, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const APPROVALS = '/apis/lke-platform.io/v1/namespaces/argocd/waveapprovals';
const CORE = '/api/v1/namespaces';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const POD = { containers: [{ name: 'app', image: 'example.com/evil' }] };
const TEMPLATE = { metadata: { labels: { app: 'evil' } }, spec: POD };
const OF_TEMPLATE = { selector: { matchLabels: { app: 'evil' } }, template: TEMPLATE };
const JOB = { template: { spec: { ...POD, restartPolicy: 'Never' } } };

/** What runs something, by the path of its collection. */
const WORKLOADS: readonly (readonly [string, object])[] = [
  [`${CORE}/${NAMESPACE}/pods`, POD],
  [`${CORE}/${NAMESPACE}/replicationcontrollers`, { selector: { app: 'evil' }, template: TEMPLATE }],
  [DEPLOYMENTS, OF_TEMPLATE],
  [`/apis/apps/v1/namespaces/${NAMESPACE}/statefulsets`, { ...OF_TEMPLATE, serviceName: 'evil' }],
  [`/apis/apps/v1/namespaces/${NAMESPACE}/daemonsets`, OF_TEMPLATE],
  [`/apis/apps/v1/namespaces/${NAMESPACE}/replicasets`, OF_TEMPLATE],
  [`/apis/batch/v1/namespaces/${NAMESPACE}/jobs`, JOB],
  [`/apis/batch/v1/namespaces/${NAMESPACE}/cronjobs`, { schedule: '* * * * *', jobTemplate: { spec: JOB } }],
];

onArgoCd('what nobody approved does not get into production', () => {
  let lab: RolloutLab;
  let smuggled: string;
  let team: Attacker;
  let engineer: Attacker;
  let engineerClient: KubernetesClient;

  beforeAll(async () => {
    lab = await RolloutLab.open(
      [
        { ...APPLICATION, name: 'catalogue', destinationNamespace: NAMESPACE, approval: 'manual' },
        {
          ...APPLICATION,
          sourceRepo: 'infra/helm/trial',
          name: 'trial',
          destinationNamespace: DEVELOPMENT,
          syncPolicy: { automated: true },
        },
      ],
      { ...chartFiles('catalogue', 'approved'), ...chartFiles('trial', 'one') },
    );
    team = new Attacker(await lab.as('lke-platform-access/production-app-team'));
    engineerClient = await lab.as();
    engineer = new Attacker(engineerClient);
    await begin(engineerClient, 'production');
    await lab.until('the gate waits', async () => (await waiting()) !== undefined);
    await approve(engineerClient, (await waiting())!, { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') });
    await lab.until('it runs', async () => (await lab.text('catalogue')) === 'approved');
    smuggled = lab.repository.commit(chartFiles('catalogue', 'smuggled'));
  });
  afterAll(async () => {
    await lab?.stop();
  });

  const waiting = async () =>
    (await readRollouts(engineerClient, lab.rollouts))?.find(({ name }) => name === 'production')?.waiting[0];
  const application = (name: string, changes: object = {}) => ({
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name } },
    spec: {
      ...{ project: 'production', destination: { server: 'https://kubernetes.default.svc', namespace: NAMESPACE } },
      source: { repoURL: lab.repository.url, path: 'infra/helm/catalogue', targetRevision: smuggled },
      ...changes,
    },
  });
  /** Of what the rollout that failed would have made. @param commit that it was of; any, where none is named */
  async function saidOfRoot(commit?: string): Promise<string[]> {
    const { status } = (await lab.admin.get(`${APPLICATIONS}/production-root`)) as unknown as Root;
    const { phase, syncResult } = status.operationState;
    return phase === 'Failed' && syncResult.revision === (commit ?? syncResult.revision)
      ? syncResult.resources.map(({ name, message }) => `${name}: ${message}`)
      : [];
  }
  const pinned = { spec: { source: { targetRevision: 'HEAD' } } };
  const synced = { operation: { sync: { revision: 'HEAD' } } };

  it('by what an application team asks of Argo CD', async () => {
    const set = { metadata: { name: 'own' }, spec: { generators: [], template: {} } };
    const project = { metadata: { name: 'own' }, spec: { sourceRepos: ['*'], destinations: [{ namespace: '*' }] } };
    await team.isForbidden('PATCH', `${APPLICATIONS}/catalogue`, pinned);
    await team.isForbidden('PATCH', `${APPLICATIONS}/catalogue`, synced);
    await team.isForbidden('PATCH', `${APPLICATIONS}/production-root`, synced);
    await team.isForbidden('DELETE', `${APPLICATIONS}/catalogue`);
    await team.isForbidden('POST', APPLICATIONS, application('own'));
    await team.isForbidden('POST', APPLICATIONS.replace('argocd', NAMESPACE), application('own'));
    await team.isForbidden('POST', `${ARGO_CD_PATH}/applicationsets`, set);
    await team.isForbidden('POST', `${ARGO_CD_PATH}/appprojects`, project);
    await team.isForbidden('PATCH', `${ARGO_CD_PATH}/appprojects/production`, { spec: { sourceRepos: ['*'] } });
    await team.isForbidden('PATCH', `${CORE}/argocd/configmaps/argocd-cm`, { data: { 'admin.enabled': 'true' } });
    await team.isForbidden('GET', `${CORE}/argocd/secrets/argocd-secret`);
    await team.isForbidden('POST', `${CORE}/argocd/pods`, { metadata: { name: 'own' }, spec: POD });
    const token = `${CORE}/argocd/serviceaccounts/argocd-application-controller/token`;
    await team.isForbidden('POST', token, { spec: {} });
  });

  it('by what an application team does to approvals and policies', async () => {
    const status = {
      status: {
        approvedRevision: smuggled,
        approvedBy: 'system:serviceaccount:lke-platform-access:production-app-team',
      },
    };
    await team.isForbidden('PATCH', `${APPROVALS}/production-wave-0/status`, status);
    await team.isForbidden('PATCH', `${APPROVALS}/production-wave-0`, { spec: { revision: smuggled } });
    await team.isForbidden('DELETE', `${APPROVALS}/production-wave-0`);
    await team.isForbidden('POST', APPROVALS, { metadata: { name: 'own' } });
    for (const name of ['lke-platform-wave-catalogue', 'lke-platform-rollout-workloads-production']) {
      await team.isForbidden('DELETE', `${ADMISSION}/validatingadmissionpolicies/${name}`);
      await team.isForbidden('DELETE', `${ADMISSION}/validatingadmissionpolicybindings/${name}`);
    }
    await team.isForbidden('PATCH', `${CORE}/${NAMESPACE}`, { metadata: { labels: { own: 'yes' } } });
    await team.isForbidden('POST', `/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/rolebindings`, {
      metadata: { name: 'own' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    });
  });

  it.each(['team', 'engineer'] as const)('as a workload of its own, of the %s', async (who) => {
    const attacker = who === 'team' ? team : engineer;
    // An application team has no right to that one at all.
    const made = WORKLOADS.filter(
      ([collection]) => who === 'engineer' || !collection.endsWith('replicationcontrollers'),
    );
    for (const [collection, spec] of made) {
      await attacker.isRefused('comes by its rollout', 'POST', collection, { metadata: { name: 'evil' }, spec });
    }
  });

  it('in place of what Argo CD deployed, which may be restarted and scaled all the same', async () => {
    const template = (change: object) => ({ spec: { template: change } });
    const image = template({ spec: { containers: [{ name: 'app', image: 'example.com/evil' }] } });
    const restart = template({ metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026' } } });
    const deployment = `${DEPLOYMENTS}/catalogue`;
    const pods = async () =>
      (await lab.admin.listWhole(`${CORE}/${NAMESPACE}/pods`)) as { metadata: { name: string } }[];
    await lab.until('its pod is there', async () => (await pods()).length > 0);
    const [pod] = await pods();
    const debug = { spec: { ephemeralContainers: [{ name: 'debug', image: 'example.com/evil' }] } };

    await team.isRefused('comes by its rollout', 'PATCH', deployment, image);
    await team.isRefused('comes by its rollout', 'PATCH', deployment, {
      metadata: { annotations: { 'deprecated.deployment.rollback.to': '1' } },
    });
    const path = `${CORE}/${NAMESPACE}/pods/${pod?.metadata.name}`;
    await team.isRefused('comes by its rollout', 'PATCH', `${path}/ephemeralcontainers`, debug);
    await team.isRefused('comes by its rollout', 'PATCH', path, image.spec.template);
    await team.mayDo('PATCH', deployment, restart);
    await team.mayDo('PATCH', `${deployment}/scale`, { spec: { replicas: 2 } });
    await lab.until('it is healed', async () => {
      const found = (await lab.admin.get(deployment)) as unknown as { spec: { replicas: number } };
      return found.spec.replicas === 1 && (await lab.application('catalogue'))?.operation?.phase === 'Succeeded';
    });
  });

  it('as another backend of a Service, whose own come by its selector', async () => {
    await failToAnswer(lab, engineer);
  });

  it('by a platform engineer of the environment, who may begin and approve', async () => {
    const root = `${APPLICATIONS}/production-root`;
    await engineer.isRefused('by its rollout alone', 'PATCH', `${APPLICATIONS}/catalogue`, pinned);
    await failToBegin(engineer, root, `${APPLICATIONS}/catalogue`, smuggled);
    for (const project of ['production', 'default', 'roots']) {
      const own = application('own', { project });
      await engineer.isRefused('no other', 'POST', APPLICATIONS.replace('argocd', NAMESPACE), own);
    }
  });

  it('by a status that says what Argo CD would be at', async () => {
    await failToForge(engineer, lab.admin, `${APPLICATIONS}/catalogue`, smuggled);
    const options = { operation: { sync: { syncOptions: ['ServerSideApply=true'] } } };
    await engineer.isRefused('and with no others', 'PATCH', `${APPLICATIONS}/production-root`, options);
  });

  it('by a commit that nobody approved, and that says what Argo CD would be at', async () => {
    const templates = 'infra/helm/applications/templates';
    const refused = /^catalogue: .*by nothing that it deploys/;
    for (const evil of await renderedWithState(lab.admin, `${APPLICATIONS}/catalogue`, smuggled)) {
      const commit = lab.repository.commit({
        [`${templates}/evil.yaml`]: evil,
        ...Object.fromEntries(['applications', 'gates'].map((it) => [`${templates}/${it}.yaml`, ''])),
      });
      await lab.admin.send('PATCH', `${APPLICATIONS}/production-root`, { operation: { sync: {} } }, MERGE);
      await lab.until('the rollout fails', async () => (await saidOfRoot(commit)).some((it) => refused.test(it)));
    }

    expect(await lab.text('catalogue')).toBe('approved');
  });

  it('from the chart of another environment', async () => {
    const elsewhere = (kind: string, metadata: object) => JSON.stringify({ apiVersion: 'v1', kind, metadata });
    const job = { apiVersion: 'batch/v1', kind: 'Job', spec: JOB };
    const hook = { name: 'evil', namespace: NAMESPACE, annotations: { 'argocd.argoproj.io/hook': 'PreSync' } };
    lab.repository.commit({
      'infra/helm/trial/templates/evil.yaml': [
        elsewhere('ConfigMap', { name: 'evil', namespace: NAMESPACE }),
        JSON.stringify({ ...application('of-apps'), metadata: { name: 'of-apps', namespace: 'argocd' } }),
        JSON.stringify({ ...job, metadata: hook }),
        elsewhere('ResourceQuota', { name: 'evil' }),
        elsewhere('Namespace', { name: 'env-evil' }),
      ].join('\n---\n'),
    });
    await lab.refresh('trial');
    await lab.until('Argo CD refuses it', async () => {
      const trial = await lab.application('trial');
      const words = [trial?.operation?.message, ...(trial?.errors ?? [])].join('\n');
      return words.includes('not permitted in project');
    });

    expect(await lab.admin.get(`${CORE}/${NAMESPACE}/configmaps/evil`)).toBeUndefined();
    expect(await lab.admin.get(`${APPLICATIONS}/of-apps`)).toBeUndefined();
    lab.repository.commit({ 'infra/helm/trial/templates/evil.yaml': '' });
  });

  it('from what the root of production renders, before anybody approved it', async () => {
    const first = { 'argocd.argoproj.io/sync-wave': '-200' };
    const own = (name: string, changes: object) => ({
      ...application(name, changes),
      metadata: { name, namespace: 'argocd', annotations: first },
    });
    const { spec } = (await lab.admin.get(`${APPLICATIONS}/catalogue`)) as unknown as { spec: { syncPolicy: object } };
    const relabelled = { ...spec.syncPolicy, managedNamespaceMetadata: { labels: { own: 'yes' } } };
    lab.repository.commit({
      'infra/helm/applications/templates/evil.yaml': [
        own('stranger', {}),
        own('trial', {}),
        own('catalogue', { ...spec, syncPolicy: relabelled }),
      ]
        .map((it) => JSON.stringify(it))
        .join('\n---\n'),
      'infra/helm/applications/templates/applications.yaml': '',
      'infra/helm/applications/templates/gates.yaml': '',
    });
    await lab.admin.send('PATCH', `${APPLICATIONS}/production-root`, { operation: { sync: {} } }, MERGE);
    await lab.until('the rollout fails', async () => (await saidOfRoot()).some((it) => it.startsWith('stranger: ')));

    expect(await saidOfRoot()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^stranger: .*take the applications of platform.yaml/),
        expect.stringMatching(/^trial: .*take the applications of platform.yaml/),
        expect.stringMatching(/^catalogue: .*is the platform's/),
      ]),
    );
    expect(await lab.text('catalogue')).toBe('approved');
  });
});

const MERGE = 'application/merge-patch+json';
const APPLICATION = { sourceRepo: 'infra/helm/catalogue', syncWave: 0 };

interface Root {
  readonly status: {
    readonly operationState: {
      readonly phase: string;
      readonly syncResult: {
        readonly revision: string;
        readonly resources: readonly { name: string; message: string }[];
      };
    };
  };
}
