import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ArgoCd, startArgoCd } from '@lke-platform/stand-ins/lab/argo-cd';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { type Lab, startLab } from '@lke-platform/stand-ins/lab/lab';
import { sizeOf } from '@lke-platform/stand-ins/lab/pools';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { argoCdValues } from '../../../constructs/argocd/values';
import { servedEnvironmentsOf } from '../../../model/derive/served-environments';
import { schedulingOf } from '../../../model/derive/node-pool';
import { caretakersOf, type Rollout, rolloutsOf } from '../../../model/derive/rollouts';
import { workloadPoliciesOf } from '../../../model/lifecycle/admission/policies';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { Permission } from '../../../model/entities/access-policy';
import type { Platform } from '../../../model/platform';
import type { Status } from '../../../model/lifecycle/status';
import { ACCESS_NAMESPACE, ledgerPlaceOf, LIFECYCLE_USER, namespaceOf, STATUS_KEY } from '../../../model/naming';
import { type ApplicationStatus, readApplications } from '../../../operations/argocd/applications';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { type PlatformData, platformOf } from '../platforms';
import { GitRepository } from './git-repository';
import { GitServer, type Reader } from './git-server';
import { platformData } from './roles';
import { defaultAccountsOf } from './default-account';

const CHARTS = join(__dirname, '../../../infra/helm');
export const APPLICATIONS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const MERGE = 'application/merge-patch+json';
const NODES = { id: 'a', type: 'g6-standard-8', region: 'nl-ams', taints: [], nodes: ['worker-1'] };
/** Nodes of development, and of system; what these tests deploy to production goes to any. */
export const POOLS = [
  { ...NODES, labels: schedulingOf('development').nodeSelector, ...sizeOf('g6-standard-8') },
  { ...NODES, id: 'b', nodes: ['worker-2'], labels: schedulingOf('system').nodeSelector, ...sizeOf('g6-standard-8') },
];
/** What the chart argo-cd sets beside what the platform tells it, as far as it bears on a rollout. */
export const CHART_SETTINGS = { 'resource.customizations.ignoreResourceUpdates.all': 'jsonPointers:\n  - /status\n' };
/** Settings as the chart argo-cd writes them: without those that are empty. */
const asChartWrites = (settings: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
export const ENGINEER = 'production-platform-engineer';
export const NAMESPACE = 'env-production';
export const DEVELOPMENT = 'env-development';

/** Files of a chart with a Deployment and a ConfigMap that tells a text. @param pod what keeps it from running, if anything */
export const chartFiles = (name: string, text: string, pod = ''): Record<string, string> => ({
  [`infra/helm/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  [`infra/helm/${name}/templates/all.yaml`]: `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: {{ .Release.Namespace }} }
data: { text: ${text}, environment: {{ .Values.environment }} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: {{ .Release.Namespace }} }
spec:
  replicas: 1
  ${pod && 'progressDeadlineSeconds: 5'}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, text: ${text} } }
    spec:
      ${pod || '{}'}
      containers: [{ name: app, image: example.com/${name} }]
`.replace('      {}\n', ''),
});

/**
 * A lab of a test's own with the real controllers of Argo CD, a git repository that nobody has seen, the chart
 * `bootstrap` with what the model makes of a platform, and the gate of environments that are not ready.
 */
export class RolloutLab {
  private readonly clients: KubernetesClient[] = [];

  private constructor(
    readonly lab: Lab,
    readonly argoCd: ArgoCd,
    readonly repository: GitRepository,
    private readonly git: GitServer | undefined,
    readonly admin: KubernetesClient,
    /** Of the platform file. */
    public data: PlatformData,
  ) {
    this.clients.push(admin);
  }

  /**
   * @param applications of the platform file
   * @param files of the first commit of the repository
   * @param options.reader who alone may read it, over https @default - everybody, as a folder
   * @param options.resyncSeconds as Argo CD has it
   */
  static async open(
    applications: readonly object[],
    files: Readonly<Record<string, string>>,
    { reader, resyncSeconds }: { readonly reader?: Reader; readonly resyncSeconds?: number } = {},
  ): Promise<RolloutLab> {
    const repository = GitRepository.create({ 'infra/helm/applications': join(CHARTS, 'applications') });
    repository.commit(files);
    const git = reader && (await GitServer.start(repository.folder, reader));
    const lab = await startLab({ pools: POOLS });
    const admin = new KubernetesClient({ server: lab.server, ca: lab.ca, credential: { token: lab.adminToken } });
    const file = platformData();
    const { development, ...others } = file.environments as Readonly<Record<string, object>>;
    const data = {
      ...file,
      // Nothing measures pods here, so that an autoscaler would never be healthy: there is none.
      environments: { ...others, development: { ...development, deploymentPolicy: { maxReplicas: 1 } } },
      argoCd: { enabled: true },
      applications,
      sources: { repository: git?.url ?? repository.url },
    };
    let argoCd: ArgoCd | undefined;
    try {
      const { cm, params } = argoCdValues({ nodeSelector: {}, tolerations: [] }, '').configs;
      argoCd = await startArgoCd(lab, {
        settings: asChartWrites({ ...CHART_SETTINGS, ...cm }),
        parallelism: Number(params['reposerver.parallelism.limit']),
        ...(resyncSeconds !== undefined && { resyncSeconds }),
        ...(git && { certificates: { '127.0.0.1': git.certificate } }),
      });
      const it = new RolloutLab(lab, argoCd, repository, git, admin, data);
      await it.prepare();
      return it;
    } catch (error) {
      admin.close();
      await argoCd?.stop();
      await lab.stop();
      await git?.stop();
      throw error;
    }
  }

  /** Address at which Argo CD reads the repository. */
  get url(): string {
    return platformOf(this.data).sources.repository;
  }

  /** Those of the platform file. */
  get rollouts(): readonly Rollout[] {
    return rolloutsOf(platformOf(this.data));
  }

  private async prepare(): Promise<void> {
    const { admin } = this.lab;
    const platform = platformOf(this.data);
    for (const name of [NAMESPACE, DEVELOPMENT, ACCESS_NAMESPACE]) {
      await admin.create('/api/v1/namespaces', { metadata: { name } });
    }
    await defaultAccountsOf(admin, [NAMESPACE, DEVELOPMENT]);
    for (const { name, accessPolicies } of platform.environments) {
      if ([NAMESPACE, DEVELOPMENT].includes(namespaceOf(name))) await this.giveRoles(accessPolicies);
    }
    for (const [name, spec] of Object.entries(workloadPoliciesOf(platform))) {
      const binding = { policyName: name, validationActions: ['Deny'] };
      await admin.create(`${ADMISSION}/validatingadmissionpolicies`, { metadata: { name }, spec });
      await admin.create(`${ADMISSION}/validatingadmissionpolicybindings`, { metadata: { name }, spec: binding });
    }
    for (const environment of ['production', 'development'] as const) await this.setStatus('ready', environment);
    await this.bootstrap();
  }

  /** Names other applications in the platform file, and does of it what `apply system` does. */
  async rename(applications: readonly object[]): Promise<void> {
    this.data = { ...this.data, applications };
    await this.bootstrap();
  }

  /** Does what `apply system` does. @param chart folder of the chart, of another release @default - the one of now */
  async bootstrap(chart = join(CHARTS, 'bootstrap')): Promise<void> {
    const platform = platformOf(this.data);
    const values = {
      ...{ platform: platform.name, ledger: ledgerPlaceOf(platform.state) },
      repository: { url: this.url, revision: 'HEAD' },
      rollouts: this.rollouts,
      environments: servedEnvironmentsOf(platform),
      // The namespaces of the baseline are made after this.
      caretakers: caretakersOf(platform, ['argocd']),
    };
    const file = join(this.lab.folder, 'bootstrap.json');
    writeFileSync(file, JSON.stringify(values));
    const where = ['--kubeconfig', this.lab.kubeconfig, '--namespace', 'argocd'];
    await promisify(execFile)(labPrograms().helm, [
      ...['upgrade', '--install', 'bootstrap', chart, '--values', file],
      ...where,
    ]);
  }

  /** The accounts of roles, with their rights, as the stacks make them. */
  private async giveRoles(policies: Platform['environments'][number]['accessPolicies']): Promise<void> {
    const { admin } = this.lab;
    for (const { account, permissions, clusterPermissions, namespaces } of policies) {
      await admin.create(`/api/v1/namespaces/${ACCESS_NAMESPACE}/serviceaccounts`, { metadata: { name: account } });
      const subjects = [{ kind: 'ServiceAccount', name: account, namespace: ACCESS_NAMESPACE }];
      const give = async (kind: 'Role' | 'ClusterRole', place: string, rules: readonly Permission[]) => {
        const metadata = { name: account };
        const plural = kind === 'Role' ? 'role' : 'clusterrole';
        await admin.create(`${RBAC}${place}/${plural}s`, { metadata, rules });
        const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: account };
        await admin.create(`${RBAC}${place}/${plural}bindings`, { metadata, roleRef, subjects });
      };
      for (const namespace of namespaces) await give('Role', `/namespaces/${namespace}`, permissions);
      if (clusterPermissions.length > 0) await give('ClusterRole', '', clusterPermissions);
    }
  }

  /** Sets the label of an environment as the lifecycle does. */
  async setStatus(status: Status, environment: EnvironmentName = 'production'): Promise<void> {
    const lifecycle = this.admin.as(LIFECYCLE_USER, ['system:masters']);
    this.clients.push(lifecycle);
    const change = { metadata: { labels: { [STATUS_KEY]: status } } };
    await lifecycle.send('PATCH', `/api/v1/namespaces/${namespaceOf(environment)}`, change, MERGE);
  }

  /** A token of an account, `namespace/name`. @default - of the platform engineer of production */
  async tokenOf(account = `${ACCESS_NAMESPACE}/${ENGINEER}`): Promise<string> {
    const [namespace = '', name = ''] = account.split('/');
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
    const { status } = await this.lab.admin.create(path, { spec: { expirationSeconds: 7200 } });
    return (status as { token: string }).token;
  }

  /** Asks Argo CD to look at the repository at once, as a webhook does, as soon as the application is there. */
  async refresh(name: string): Promise<void> {
    await this.until(`${name} is there`, async () => (await this.application(name)) !== undefined);
    const metadata = { annotations: { 'argocd.argoproj.io/refresh': 'normal' } };
    await this.admin.send('PATCH', `${APPLICATIONS}/${name}`, { metadata }, MERGE);
  }

  /** The API as that account. */
  async as(account?: string): Promise<KubernetesClient> {
    const { server, ca } = this.lab;
    const client = new KubernetesClient({ server, ca, credential: { token: await this.tokenOf(account) } });
    this.clients.push(client);
    return client;
  }

  async application(name: string): Promise<ApplicationStatus | undefined> {
    return (await readApplications(this.admin))?.find((it) => it.name === name);
  }

  /** Text that the ConfigMap of an application tells; undefined where it is not there. */
  async text(name: string): Promise<string | undefined> {
    const found = (await this.admin.get(`/api/v1/namespaces/${NAMESPACE}/configmaps/${name}`)) as
      (KubernetesObject & { data?: { text?: string } }) | undefined;
    return found?.data?.text;
  }

  /** Waits until something holds. @throws with the end of Argo CD's logs when it does not within four minutes */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 240_000; !(await holds());) {
      if (Date.now() > deadline) {
        const found = JSON.stringify(await readApplications(this.admin), undefined, 1);
        const events = (await this.admin.listWhole('/api/v1/events')) as { type?: string; message?: string }[];
        const warnings = new Set(events.filter(({ type }) => type === 'Warning').map(({ message }) => message));
        throw new Error([`it did not happen that ${what}`, found, ...warnings, this.argoCd.lastWords()].join('\n'));
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.argoCd.stop();
    await this.lab.stop();
    await this.git?.stop();
    this.repository.remove();
  }
}
