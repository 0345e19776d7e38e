import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import type { Controller } from '@lke-platform/stand-ins/lab/sealed-secrets';
import { isBuilt } from '@lke-platform/stand-ins/lab/secret-programs';
import { priorityClassOf } from '../../model/derive/priority-class';
import type { VerifySite } from '../../operations/verify/check';
import { argoCd } from '../../operations/verify/checks/argo-cd';
import { Attacker } from '../support/lab/attacker';
import { APPLICATIONS, DEVELOPMENT, POOLS, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';
import { platformOf } from '../support/platforms';
import { withoutProgress } from '../support/streams';
import { installController } from '../support/secrets/controller';
import { SecretsWorkplace } from '../support/secrets/workplace';

const onControllers = isArgoCdBuilt() && isBuilt('chart') ? onLab : describe.skip;
const READER = { username: 'argo-cd', password: 'a-token-that-reads' };
/** Of a person who reads the page of the first deployment. */
const SYNC = { operation: { sync: {} } };

/** A chart of the baseline with kinds of others, as the real ones have thousands of lines of. */
const UNREVIEWED = { 'api-approved.kubernetes.io': 'unapproved, for a test' };
const KINDS = { 'monitoring.coreos.com': 'ServiceMonitor', 'gateway.networking.k8s.io': 'HTTPRoute' };
const baseline = (template: string) => ({
  'infra/helm/ingress/Chart.yaml': 'apiVersion: v2\nname: ingress\nversion: 1.0.0\n',
  'infra/helm/ingress/templates/kinds.yaml': template,
});
const kinds = Object.entries(KINDS).map(([group, kind]) => {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return JSON.stringify({
    ...{
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}`, annotations: UNREVIEWED },
    },
    spec: {
      ...{ group, scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` } },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
});

// One story, in the order of the tests: from a cluster that has Argo CD, and nothing else, to a service that runs.
onControllers('the first deployment, with the controllers of Argo CD and of Sealed Secrets', () => {
  let lab: RolloutLab;
  let controller: Controller;
  let workplace: SecretsWorkplace;

  beforeAll(async () => {
    lab = await RolloutLab.open(
      [
        {
          ...{ name: 'ingress', sourceRepo: 'infra/helm/ingress', destinationNamespace: 'ingress', syncWave: -1 },
          syncPolicy: { automated: true, selfHeal: true },
        },
        { name: 'sample-service', sourceRepo: 'infra/helm/sample-service', destinationNamespace: DEVELOPMENT },
      ],
      // It was pushed with a chart that renders nothing but an error.
      baseline('{{ fail "not written yet" }}'),
      { reader: READER },
    );
    const { admin } = lab.lab;
    for (const name of ['ingress', 'env-system']) await admin.create('/api/v1/namespaces', { metadata: { name } });
    const name = DEVELOPMENT;
    await admin.create('/apis/node.k8s.io/v1/runtimeclasses', { metadata: { name }, handler: 'runc' });
    const priority = { metadata: { name: priorityClassOf('development').name }, value: 10 };
    await admin.create('/apis/scheduling.k8s.io/v1/priorityclasses', priority);
    cpSync(
      join(__dirname, '../../infra/helm/sample-service'),
      join(lab.repository.folder, 'infra/helm/sample-service'),
      { recursive: true },
    );
    lab.repository.commit({});
    controller = await installController(lab.lab, ['sealed-secrets', 'monitoring'], POOLS);
    const items = [
      ...['api-token', 'metrics-credentials'].map((purpose) => ({ name: purpose, purpose, rotationFrequencyDays: 90 })),
      { name: 'charts-repository', purpose: 'repository-credentials', rotationFrequencyDays: 90 },
    ];
    const { environments } = lab.data as { environments: Readonly<Record<string, object>> };
    const system = { ...environments.system, secretsBundle: { source: 'linode-secret-manager', items } };
    const data = { ...lab.data, environments: { ...environments, system } };
    workplace = await SecretsWorkplace.open(lab.lab, JSON.stringify(data));
  });
  afterAll(async () => {
    await controller?.stop();
    await workplace?.close();
    await lab?.stop();
  });

  const says = (name: string, text: string) =>
    lab.until(`${name} says ${text}`, async () => {
      const { operation, errors = [] } = (await lab.application(name)) ?? {};
      return [operation?.message ?? '', ...errors].some((it) => it.includes(text));
    });
  const is = (name: string, sync: string, health: string) =>
    lab.until(`${name} is ${sync} and ${health}`, async () => {
      const found = await lab.application(name);
      return found?.sync === sync && found.health === health;
    });
  /** As the controller of the Gateway does, which is not here. */
  const acceptRoute = () => {
    const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${DEVELOPMENT}/httproutes/sample-service`;
    const accepted = { type: 'Accepted', status: 'True', reason: 'Accepted', message: '' };
    const status = { parents: [{ parentRef: { name: 'platform' }, conditions: [accepted] }] };
    return lab.admin.send('PATCH', path, { status }, 'application/merge-patch+json');
  };
  const verified = () => {
    const platform = platformOf(lab.data);
    const environment = platform.environments.find(({ name }) => name === 'development');
    return argoCd.run({ client: lab.admin, platform, environment } as VerifySite);
  };

  it('waits for the credential of a private repository, and breaks nothing', async () => {
    await says('baseline-root', 'authentication required');

    expect(await lab.application('ingress')).toBeUndefined();
    expect(await verified()).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('ingress is missing') as unknown,
    });
  });

  it('reads the repository once secrets sync has brought it', async () => {
    const { url } = lab;
    for (const [field, value] of Object.entries({ url, ...READER })) {
      const { exitCode, stderr } = await workplace.run(['set', 'system', 'charts-repository', '--field', field], value);
      expect([exitCode, withoutProgress(stderr)]).toEqual([0, '']);
    }
    const { stdout } = await workplace.run(['sync', 'system']);
    expect(stdout).toMatch(/charts-repository +3 +in the cluster/);
    for (const root of ['baseline-root', 'development-root']) await lab.refresh(root);
    await is('baseline-root', 'Synced', 'Progressing');

    expect(workplace.printed.join('\n')).not.toContain(READER.password);
    await says('ingress', 'not written yet');
    await lab.until('the sample service waits for a person', async () => {
      const sample = await lab.application('sample-service');
      return sample?.sync === 'OutOfSync' && !sample.isDeployed;
    });
  });

  it('is synced by hand by the application team, who can change nothing but when', async () => {
    const team = new Attacker(await lab.as('lke-platform-access/development-app-team'));
    const path = `${APPLICATIONS}/sample-service`;
    const elsewhere = { spec: { source: { path: 'infra/helm/ingress' } } };
    await team.isRefused('changed in platform.yaml', 'PATCH', path, elsewhere);
    await team.isRefused('leave revision out', 'PATCH', path, { operation: { sync: { revision: 'HEAD' } } });
    await team.isRefused('from its own repository', 'PATCH', path, { operation: { sync: { manifests: ['{}'] } } });
    await team.isForbidden('PATCH', `${APPLICATIONS}/ingress`, SYNC);
    await team.mayDo('PATCH', path, SYNC);
    // Its route and its monitor are of kinds that the baseline brings.
    await says('sample-service', 'could not find');

    expect(await verified()).toMatchObject({ result: 'failed' });
  });

  it('goes on after the baseline is fixed, and a controller that was lost', async () => {
    lab.repository.commit(baseline(kinds.join('\n---\n')));
    await lab.refresh('ingress');
    await lab.argoCd.restartController();
    await is('ingress', 'Synced', 'Healthy');
    const team = new Attacker(await lab.as('lke-platform-access/development-app-team'));
    await lab.until('its sync has ended, or can go on', async () => {
      const { phase } = (await lab.application('sample-service'))?.operation ?? {};
      if (phase === 'Failed') await team.mayDo('PATCH', `${APPLICATIONS}/sample-service`, SYNC);
      return phase === 'Succeeded';
    });
    await acceptRoute();
    await is('sample-service', 'Synced', 'Healthy');

    for (const [group, kind] of Object.entries(KINDS)) {
      const path = `/apis/${group}/v1/namespaces/${DEVELOPMENT}/${kind.toLowerCase()}s/sample-service`;
      expect(await lab.admin.get(path)).toMatchObject({ kind });
    }
    expect(await verified()).toMatchObject({ result: 'passed' });
  });
});
