import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { approvalPolicyNames } from '../../model/lifecycle/admission/approval-policies';
import { approvalsInForce } from '../../operations/lifecycle/approvals-in-force';
import { platformOf } from '../support/platforms';
import { readRollouts, WAVE_APPROVALS } from '../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import type { VerifySite } from '../../operations/verify/check';
import { approvals } from '../../operations/verify/checks/approvals';
import { failToTakeAway } from '../support/lab/application-attacks';
import { EVERYTHING } from '../support/lab/everything-allowed';
import { Attacker, OWNED_BY_NOTHING } from '../support/lab/attacker';
import { APPLICATIONS, chartFiles, DEVELOPMENT, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;
const ANSWERS_FOR_SYSTEM = 'lke-platform-access/system-platform-engineer';
const MONITORING = 'monitoring';
const KIND = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/waveapprovals.lke-platform.io';
const BINDING = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/evil';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const MERGE = 'application/merge-patch+json';
const CONFIG_MAP = `/api/v1/namespaces/${NAMESPACE}/configmaps/catalogue`;
const REVIEWED = { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') };

const documents = (objects: readonly object[]) => objects.map((it) => JSON.stringify(it)).join('\n---\n');
/** A chart of the baseline. @param objects beside its ConfigMap */
const tools = (text: string, objects: readonly object[] = []) => ({
  'infra/helm/tools/Chart.yaml': 'apiVersion: v2\nname: tools\nversion: 1.0.0\n',
  'infra/helm/tools/templates/all.yaml': documents([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'tools' }, data: { text } },
    ...objects,
  ]),
});
onArgoCd('whoever may write to the repository gets nothing into production that nobody approved', () => {
  let lab: RolloutLab;
  let approved: string;
  let team: Attacker;
  let controller: Attacker;
  let engineer: KubernetesClient;
  let system: KubernetesClient;

  const automatic = { automated: true, selfHeal: true };
  const gates = async (client: KubernetesClient, rollout: string) =>
    (await readRollouts(client, lab.rollouts))?.find(({ name }) => name === rollout)?.waiting ?? [];
  async function rollOut(client: KubernetesClient, rollout: string): Promise<void> {
    await begin(client, rollout);
    await lab.until(`${rollout} waits`, async () => (await gates(client, rollout)).length > 0);
    await approve(client, (await gates(client, rollout))[0]!, REVIEWED);
    await lab.until(`${rollout} is rolled out`, async () => {
      const root = await lab.application(`${rollout}-root`);
      return root?.operation?.phase === 'Succeeded';
    });
  }
  /** Has Argo CD forget what it knows of a commit, and waits until it looked again. */
  async function lookAgain(name: string): Promise<void> {
    const path = `${APPLICATIONS}/${name}`;
    const metadata = { annotations: { 'argocd.argoproj.io/refresh': 'hard' } };
    await lab.admin.send('PATCH', path, { metadata }, MERGE);
    await lab.until(`${name} is looked at`, async () => {
      const found = (await lab.admin.get(path)) as unknown as { metadata: { annotations?: object } };
      return !('argocd.argoproj.io/refresh' in (found.metadata.annotations ?? {}));
    });
  }
  const saidOf = async (root: string) => {
    const { status } = (await lab.admin.get(`${APPLICATIONS}/${root}`)) as unknown as Root;
    return (status?.operationState?.syncResult?.resources ?? []).map(({ name, message }) => `${name}: ${message}`);
  };

  beforeAll(async () => {
    lab = await RolloutLab.open(
      [
        { name: 'catalogue', sourceRepo: 'infra/helm/catalogue', destinationNamespace: NAMESPACE },
        {
          ...{ name: 'trial', sourceRepo: 'infra/helm/trial', destinationNamespace: DEVELOPMENT },
          syncPolicy: automatic,
        },
        { name: 'tools', sourceRepo: 'infra/helm/tools', destinationNamespace: MONITORING, syncPolicy: automatic },
      ],
      { ...chartFiles('catalogue', 'approved'), ...chartFiles('trial', 'one'), ...tools('one') },
    );
    approved = lab.repository.commit({});
    const [namespace = '', name = ''] = ANSWERS_FOR_SYSTEM.split('/');
    await lab.lab.admin.create('/api/v1/namespaces', { metadata: { name: MONITORING } });
    await lab.lab.admin.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
    team = new Attacker(await lab.as('lke-platform-access/production-app-team'));
    controller = new Attacker(await lab.as('argocd/argocd-application-controller'));
    engineer = await lab.as();
    system = await lab.as(ANSWERS_FOR_SYSTEM);
    await rollOut(engineer, 'production');
    await lab.until('it runs', async () => (await lab.text('catalogue')) === 'approved');
  });
  afterAll(async () => {
    await lab?.stop();
  });

  it('by the baseline, which waits for those who answer for the platform', async () => {
    const text = async () =>
      ((await lab.admin.get(`/api/v1/namespaces/${MONITORING}/configmaps/tools`)) as { data?: { text: string } })?.data
        ?.text;
    await rollOut(system, 'baseline');
    await lab.until('the baseline is there', async () => (await text()) === 'one');
    const status = { status: { approvedRevision: approved, approvedBy: 'system:serviceaccount:x:y' } };
    await new Attacker(engineer).isForbidden('PATCH', `${WAVE_APPROVALS}/baseline-wave-0/status`, status);

    lab.repository.commit(tools('evil', EVERYTHING));
    for (const name of ['baseline-root', 'tools']) await lookAgain(name);

    expect([await text(), await lab.admin.get(BINDING)]).toEqual(['one', undefined]);
    const kind = (await lab.admin.get(KIND)) as unknown as { spec: { versions: readonly object[] } };
    const versions = kind.spec.versions.map((it) => ({ ...it, subresources: undefined }));
    await controller.isRefused('approvals rest on', 'PATCH', KIND, { spec: { versions } });
    await controller.isRefused('approvals rest on', 'DELETE', KIND, {});
    lab.repository.commit(tools('one'));
  });

  it('by the root of another environment, or by what a person is shown', async () => {
    const smuggled = lab.repository.commit(chartFiles('catalogue', 'smuggled'));
    const template = (name: string) =>
      readFileSync(join(__dirname, '../../infra/helm/applications/templates', name), 'utf8');
    const metadata = (name: string) => ({
      name,
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-wave': '-200' },
    });
    const gate = (rollout: string, applications: readonly object[]) => ({
      ...{ apiVersion: 'lke-platform.io/v1', kind: 'WaveApproval', metadata: metadata('production-wave-0') },
      spec: { rollout, wave: 0, revision: smuggled, applications },
    });
    const { spec } = (await lab.admin.get(`${APPLICATIONS}/catalogue`)) as unknown as { spec: object };
    const shown = [{ name: 'catalogue', repository: lab.repository.url, path: 'infra/helm/catalogue' }];
    lab.repository.commit({
      'infra/helm/applications/templates/evil.yaml': [
        '{{- if eq .Values.rollout "development" }}',
        documents([
          gate('production', shown),
          { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: metadata('catalogue'), spec },
        ]),
        '{{- else if eq .Values.rollout "production" }}',
        documents([gate('production', [])]),
        '{{- end }}',
      ].join('\n'),
      'infra/helm/applications/templates/gates.yaml': '',
    });
    await lookAgain('development-root');
    await begin(engineer, 'production');
    const refused: readonly (readonly [string, RegExp])[] = [
      ['development-root', /^production-wave-0: .*by the root of its own rollout/],
      ['development-root', /^catalogue: .*made by the root of its own rollout/],
      ['production-root', /^production-wave-0: .*is asked about is what platform.yaml has/],
    ];
    for (const [root, words] of refused) {
      await lab.until(`${root} is refused`, async () => (await saidOf(root)).some((it) => words.test(it)));
    }

    expect(await lab.admin.get(`${WAVE_APPROVALS}/production-wave-0`)).toMatchObject({ spec: { revision: approved } });
    lab.repository.commit({
      'infra/helm/applications/templates/evil.yaml': '',
      'infra/helm/applications/templates/gates.yaml': template('gates.yaml'),
      ...chartFiles('catalogue', 'approved'),
    });
  });

  it('by what an unapproved commit says of an application beside its revision', async () => {
    const path = `${APPLICATIONS}/catalogue`;
    const unhealed = [{ group: '', kind: 'ConfigMap', jsonPointers: ['/data'] }];
    const annotated = (key: string, value: string) => ({ metadata: { annotations: { [key]: value } } });
    await controller.isRefused('synced and healed', 'PATCH', path, { spec: { syncPolicy: { automated: null } } });
    await controller.isRefused('synced and healed', 'PATCH', path, {
      spec: { syncPolicy: { automated: { enabled: false } } },
    });
    await failToTakeAway(controller, lab.admin, path);
    await controller.isRefused('is undone', 'PATCH', path, { spec: { ignoreDifferences: unhealed } });
    await controller.isRefused('otherwise', 'PATCH', path, annotated('argocd.argoproj.io/skip-reconcile', 'true'));
    await controller.isRefused('otherwise', 'PATCH', path, annotated('argocd.argoproj.io/hook', 'PreSync'));
    await controller.isRefused('otherwise', 'PATCH', path, annotated('argocd.argoproj.io/deletion-approved', 'now'));
    await controller.isRefused('does not go with it', 'PATCH', path, {
      metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    });
    for (const it of [path, `${WAVE_APPROVALS}/production-wave-0`]) {
      await controller.isRefused('belongs to nothing', 'PATCH', it, OWNED_BY_NOTHING);
    }
    await controller.isRefused('as long as platform.yaml', 'DELETE', path, {});
    await controller.isRefused('as long as platform.yaml', 'DELETE', `${WAVE_APPROVALS}/production-wave-0`, {});
    const person = new Attacker(engineer);
    const { status } = (await lab.admin.get(path)) as unknown as { status: { operationState: { startedAt: string } } };
    const begun = annotated('argocd.argoproj.io/deletion-approved', status.operationState.startedAt);
    // Of what waits now, and not of all that may wait one day.
    for (const moment of ['now', '2099-01-01T00:00:00Z']) {
      await person.isRefused('otherwise', 'PATCH', path, annotated('argocd.argoproj.io/deletion-approved', moment));
    }
    const later = { status: { operationState: { startedAt: '2099-01-01T00:00:00Z' } } };
    await person.isRefused('noted by its controller alone', 'PATCH', path, later);
    const both = { ...later, ...annotated('argocd.argoproj.io/deletion-approved', '2099-01-01T00:00:00Z') };
    await person.isRefused('denied request', 'PATCH', path, both);
    await controller.isRefused('otherwise', 'PATCH', path, begun);
    await person.mayDo('PATCH', path, begun);
  });

  it('by branches and tags that are called as the approved commit, and a commit that is taken back', async () => {
    const evil = lab.repository.commit(chartFiles('catalogue', 'evil'));
    for (const kind of ['heads', 'tags']) lab.repository.point(`refs/${kind}/${approved}`, evil);
    await lookAgain('catalogue');

    expect(await lab.application('catalogue')).toMatchObject({ revision: approved, sync: 'Synced', errors: [] });
    expect(await lab.text('catalogue')).toBe('approved');
    lab.repository.takeBack();
  });

  it('by values of a chart that stand somewhere else', async () => {
    const source = 'infra/helm/trial/.argocd-source.yaml';
    lab.repository.commit({ [source]: 'helm: { valueFiles: ["https://127.0.0.1:1/values.yaml"] }\n' });
    await lookAgain('trial');
    await lab.until('Argo CD refuses to get them', async () =>
      ((await lab.application('trial'))?.errors ?? []).some((it) => it.includes('URL scheme')),
    );
  });

  it('by what is beside workloads, and read by them as soon as they are restarted', async () => {
    const change = { data: { text: 'evil' } };
    const unmarked = { metadata: { annotations: { 'argocd.argoproj.io/tracking-id': null } } };
    await team.isRefused('come by its rollout', 'PATCH', CONFIG_MAP, change);
    await team.isRefused('come by its rollout', 'PATCH', CONFIG_MAP, unmarked);
    await team.isRefused('come by its rollout', 'DELETE', CONFIG_MAP, {});
    await team.mayDo('PATCH', CONFIG_MAP, { metadata: { labels: { note: 'looked-at' } } });
    await lab.admin.send('PATCH', CONFIG_MAP, change, MERGE);
    await lab.until('it is healed', async () => (await lab.text('catalogue')) === 'approved');
  });

  it('by a Gateway of their own, which would take any name', async () => {
    const group = 'gateway.networking.k8s.io';
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    await lab.lab.admin.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: {
        name: `gateways.${group}`,
        annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
      },
      spec: {
        ...{ group, scope: 'Namespaced', versions: [{ name: 'v1', served: true, storage: true, schema }] },
        names: { kind: 'Gateway', plural: 'gateways', singular: 'gateway', listKind: 'GatewayList' },
      },
    });
    const path = `/apis/${group}/v1/namespaces/${DEVELOPMENT}/gateways`;
    await lab.until('the kind is served', async () => (await lab.admin.ask('GET', path)).status === 200);
    const developer = new Attacker(await lab.as('lke-platform-access/development-platform-engineer'));
    const gateway = { apiVersion: `${group}/v1`, kind: 'Gateway', metadata: { name: 'evil' }, spec: {} };
    await developer.isRefused('Gateway of the platform', 'POST', path, gateway);
  });

  it('by who is on call for Argo CD, who reads, and has pods made anew', async () => {
    const onCall = new Attacker(system);
    const core = '/api/v1/namespaces/argocd';
    const token = `${core}/serviceaccounts/argocd-application-controller/token`;
    await onCall.isForbidden('GET', `${core}/secrets`);
    await onCall.isForbidden('POST', token, { spec: {} });
    await onCall.isForbidden('POST', `${core}/pods`, { metadata: { name: 'evil' }, spec: {} });
    await onCall.isForbidden('PATCH', '/apis/apps/v1/namespaces/argocd/deployments/argocd-repo-server', {});
    await onCall.isForbidden('PATCH', `${core}/configmaps/argocd-cm`, { data: {} });
    for (const path of [`${core}/pods`, `${core}/configmaps/argocd-cm`, `${APPLICATIONS}/catalogue`, WAVE_APPROVALS]) {
      expect([path, (await system.ask('GET', path)).status]).toEqual([path, 200]);
    }
    expect((await system.ask('DELETE', `${core}/pods/gone`)).status).toBe(404);
  });

  it('unseen: environment status and verify tell where a policy that holds this is another one, or gone', async () => {
    const platform = platformOf(lab.data);
    const names = approvalPolicyNames(platform);
    const verified = () => approvals.run({ client: lab.admin, platform } as VerifySite);
    expect([await approvalsInForce(lab.admin, names), (await verified()).result]).toEqual([[], 'passed']);
    const policy = `${ADMISSION}/validatingadmissionpolicies/lke-platform-wave-catalogue`;
    await lab.admin.send('PATCH', policy, { spec: { failurePolicy: 'Ignore' } }, MERGE);
    await lab.admin.remove(`${ADMISSION}/validatingadmissionpolicybindings/lke-platform-rollout-kept`);

    expect((await approvalsInForce(lab.admin, [...names, 'lke-platform-wave-new'])).sort()).toEqual([
      'validatingadmissionpolicies/lke-platform-wave-catalogue is not as it was applied',
      'validatingadmissionpolicies/lke-platform-wave-new is in no release of argocd',
      'validatingadmissionpolicybindings/lke-platform-rollout-kept is missing',
      'validatingadmissionpolicybindings/lke-platform-wave-new is in no release of argocd',
    ]);
    expect(await verified()).toEqual({
      result: 'failed',
      detail: expect.stringMatching(/wave-catalogue is not as it was applied.*rollout-kept is missing/s) as string,
    });
  });
});

interface Root {
  readonly status?: {
    readonly operationState?: {
      readonly syncResult?: { readonly resources?: readonly { name: string; message: string }[] };
    };
  };
}
