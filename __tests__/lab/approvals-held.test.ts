import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Lab, startLab } from '@lke-platform/stand-ins/lab/lab';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { rolloutsOf } from '../../model/derive/rollouts';
import { approve } from '../../operations/approvals/approve';
import { readRollouts, WAVE_APPROVALS } from '../../operations/approvals/rollouts';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { NAMESPACE } from '../support/lab/rollout-lab';
import { platformData } from '../support/lab/roles';
import { onLab } from '../support/lab/running';
import { platformOf } from '../support/platforms';
import { runCommandLine } from '../support/command';

const APPLICATIONS = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const MERGE = 'application/merge-patch+json';
const BOOTSTRAP = join(__dirname, '../../infra/helm/bootstrap');
const REPOSITORY = 'https://git.example/shop.git';
const COMMIT = 'a'.repeat(40);
const ROOT = { 'argocd.argoproj.io/tracking-id': 'production-root:x/y:argocd/z' };

const RUNNING = { status: { operationState: { phase: 'Running', message: '' } } };

/** Kinds as those of Argo CD, which take anything. */
const kind = (name: string, singular: string) => ({
  ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
  metadata: { name: `${singular}s.argoproj.io` },
  spec: {
    ...{ group: 'argoproj.io', scope: 'Namespaced' },
    names: { kind: name, plural: `${singular}s`, singular },
    versions: [
      {
        ...{ name: 'v1alpha1', served: true, storage: true },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

// The policies of the chart `bootstrap` on a real API server; whoever acts as Argo CD here is this test.
onLab('what the API server holds of an approval', () => {
  let lab: Lab;
  let admin: KubernetesClient;
  let folder: string;
  const project = process.cwd();
  let controller: KubernetesClient;

  const dataOf = (path: string) => ({
    ...platformData(),
    argoCd: { enabled: true },
    applications: [
      {
        ...{ name: 'shop', sourceRepo: `${REPOSITORY}//${path}`, revision: COMMIT, syncWave: 1 },
        destinationNamespace: NAMESPACE,
      },
    ],
  });
  const platform = (path: string) => platformOf(dataOf(path));
  /** What `apply system` does of it. */
  async function apply(path: string): Promise<void> {
    const file = join(folder, 'values.json');
    const { name } = platform(path);
    const values = { platform: name, repository: { url: 'https://git.example/p.git', revision: 'HEAD' } };
    writeFileSync(file, JSON.stringify({ ...values, rollouts: rolloutsOf(platform(path)) }));
    const where = ['--kubeconfig', lab.kubeconfig, '--namespace', 'argocd'];
    const args = ['upgrade', '--install', 'bootstrap', BOOTSTRAP, '--values', file, ...where];
    await promisify(execFile)(labPrograms().helm, args);
  }
  const said = async (client: KubernetesClient, method: 'POST' | 'PATCH', path: string, change: object) => {
    const { status, body } = await client.ask(method, path, change, method === 'PATCH' ? MERGE : undefined);
    return status < 300 ? 'taken' : ((body as { message?: string }).message ?? '');
  };
  const gate = (path: string) => ({
    ...{ apiVersion: 'lke-platform.io/v1', kind: 'WaveApproval' },
    metadata: { name: 'production-wave-1-shop', annotations: ROOT },
    spec: {
      ...{ rollout: 'production', wave: 1, revision: COMMIT },
      applications: [{ name: 'shop', repository: REPOSITORY, path }],
    },
  });
  const shop = (path: string) => ({
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'shop', annotations: ROOT } },
    spec: {
      project: 'production',
      source: { repoURL: REPOSITORY, path, targetRevision: COMMIT },
      destination: { server: 'https://kubernetes.default.svc', namespace: NAMESPACE },
      ignoreDifferences: [{ group: 'apps', kind: '*', managedFieldsManagers: ['kube-controller-manager'] }],
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: [
          ...['ServerSideApply=true', 'SkipDryRunOnMissingResource=true', 'RespectIgnoreDifferences=true'],
          ...['Prune=confirm', 'Delete=confirm'],
        ],
      },
    },
  });
  const production = async (path: string) =>
    (await readRollouts(admin, rolloutsOf(platform(path))))?.find(({ name }) => name === 'production');
  /** Policies are in force a moment after they are written. */
  async function until(answer: string, ask: () => Promise<string>): Promise<void> {
    for (const deadline = Date.now() + 180_000; ;) {
      const found = await ask();
      if (found.includes(answer)) return;
      if (Date.now() > deadline) throw new Error(`not ${answer}, but: ${found}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lke-platform-approvals-'));
    // The runbook of the project is not the one to deliver events to.
    process.chdir(folder);
    lab = await startLab();
    const { server, ca, adminToken } = lab;
    admin = new KubernetesClient({ server, ca, credential: { token: adminToken } });
    controller = admin.as('system:serviceaccount:argocd:argocd-application-controller', ['system:masters']);
    for (const name of ['argocd', NAMESPACE]) await lab.admin.create('/api/v1/namespaces', { metadata: { name } });
    for (const crd of [kind('Application', 'application'), kind('AppProject', 'appproject')]) {
      await lab.admin.create(CRDS, crd);
    }
    await until('taken', async () => ((await admin.ask('GET', APPLICATIONS)).status === 200 ? 'taken' : 'not yet'));
    await apply('deploy');
    await until('no params found', () => said(controller, 'POST', `${APPLICATIONS}?dryRun=All`, shop('deploy')));
    await until('taken', () => said(controller, 'POST', WAVE_APPROVALS, gate('deploy')));
  });
  afterAll(async () => {
    controller?.close();
    admin?.close();
    await lab?.stop();
    process.chdir(project);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the commit and the folders that a person looked at', async () => {
    const status = `${WAVE_APPROVALS}/production-wave-1-shop/status`;
    const { username } = (
      (await admin.send('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
        ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
      })) as { status: { userInfo: { username: string } } }
    ).status.userInfo;
    const bare = { approvedRevision: COMMIT, approvedBy: username };
    const other = [{ name: 'shop', repository: REPOSITORY, path: 'deploy2' }];

    for (const tried of [bare, { ...bare, approvedApplications: [] }, { ...bare, approvedApplications: other }]) {
      await until('An approval names the applications', () =>
        said(admin, 'PATCH', `${status}?dryRun=All`, { status: tried }),
      );
    }
  });

  it('lets the application in with them, and no other folder at the same commit', async () => {
    const waiting = (await production('deploy'))?.gates[0];
    await approve(admin, waiting!, { reason: 'reviewed', now: new Date() });
    await until('taken', () => said(controller, 'POST', APPLICATIONS, shop('deploy')));

    await apply('deploy2');
    await until(`comes from ${REPOSITORY}, deploy2,`, () =>
      said(controller, 'PATCH', `${APPLICATIONS}/shop?dryRun=All`, { spec: { source: { helm: {} } } }),
    );
    await until('taken', () => said(controller, 'PATCH', `${WAVE_APPROVALS}/production-wave-1-shop`, gate('deploy2')));
    await until('is not approved', () => said(controller, 'PATCH', `${APPLICATIONS}/shop`, shop('deploy2')));

    const again = (await production('deploy2'))?.gates[0];
    expect(again?.applications).toEqual([
      { name: 'shop', repository: REPOSITORY, path: 'deploy2', running: undefined, movedFrom: `${REPOSITORY}, deploy` },
    ]);
    await approve(admin, again!, { reason: 'reviewed', now: new Date() });
    await until('taken', () => said(controller, 'PATCH', `${APPLICATIONS}/shop`, shop('deploy2')));
  });

  it('takes no state: KUBECONFIG leads to the cluster, and a key of the ledger alone is enough', async () => {
    const s3 = await S3StandIn.start();
    try {
      const variables = { LKE_PLATFORM_OBJECT_STORAGE: s3.endpoint };
      const { buckets } = platformOf(dataOf('deploy2'), variables).state;
      for (const bucket of Object.values(buckets)) s3.createBucket(bucket);
      const ledger = [
        { bucket_name: buckets.ledger, region: 'nl-ams', cluster: '', permissions: 'read_write' as const },
      ];
      const key = s3.mintKey({ label: 'approver', bucket_access: ledger });
      const [file, kubeconfig] = [join(folder, 'platform.json'), join(folder, 'kubeconfig')];
      writeFileSync(file, JSON.stringify(dataOf('deploy2')));
      writeFileSync(kubeconfig, lab.kubeconfigFor('admin', lab.adminToken), { mode: 0o600 });
      const bare = { PATH: process.env.PATH, HOME: folder, LKE_PLATFORM_CONFIG: file, ...variables };
      const own = { ...bare, KUBECONFIG: kubeconfig };
      const withKey = { ...own, AWS_ACCESS_KEY_ID: key.access_key, AWS_SECRET_ACCESS_KEY: key.secret_key };
      await controller.send('PATCH', `${APPLICATIONS}/production-root`, RUNNING, MERGE);
      await admin.send('PATCH', `${WAVE_APPROVALS}/production-wave-1-shop/status`, { status: null }, MERGE);

      const listed = await runCommandLine(['approve', '--list'], own);
      expect([listed.exitCode, listed.stdout]).toEqual([2, expect.stringContaining(COMMIT)]);
      const args = ['approve', 'production', '--revision', COMMIT, '--reason', 'reviewed'];
      const without = await runCommandLine(args, own);
      expect([without.exitCode, without.stderr]).toEqual([1, expect.stringContaining(buckets.ledger)]);
      expect(without.stderr).toContain('it needs no other bucket');
      const approved = await runCommandLine(args, withKey);
      expect([approved.exitCode, approved.stdout]).toEqual([0, expect.stringContaining('approved: wave 1')]);
      expect(s3.bucket(buckets.ledger).keys().length).toBeGreaterThan(0);

      const nowhere = await runCommandLine(['approve', '--list'], {
        ...bare,
        ...{ AWS_ACCESS_KEY_ID: key.access_key, AWS_SECRET_ACCESS_KEY: key.secret_key },
      });
      expect(nowhere.stderr).toContain('KUBECONFIG is not set');
      expect(nowhere.stderr).toContain(`${buckets.state}/`);
      expect(nowhere.stderr).toContain('403 AccessDenied');
    } finally {
      await s3.stop();
    }
  });
});
