import { isBuilt } from '@lke-platform/stand-ins/lab/secret-programs';
import { APPLICATIONS } from '../support/lab/argo-cd';
import { onLab } from '../support/lab/running';
import { VERIFIED_PLATFORM } from '../support/lab/verified-platform';
import { vector, WholePlatform } from '../support/lab/whole-platform';
import { RollbackDesk } from '../support/rollback';
import { until } from '../support/until';

const onController = isBuilt('chart') ? onLab : describe.skip;
const PLATFORM = { ...VERIFIED_PLATFORM, name: 'rolled' };
const QUOTA = '/api/v1/namespaces/env-production/resourcequotas/environment';
const ARGO_CD = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

interface Verified {
  readonly ledBack: boolean;
  readonly healthy: boolean | null;
  readonly passed: boolean;
  readonly checks: readonly {
    readonly of: string;
    readonly name: string;
    readonly result: string;
    readonly detail: string;
  }[];
}

// A lab of its own: it loses a node.
onController('a rollback that is verified', () => {
  let whole: WholePlatform;
  let id: string;
  beforeAll(async () => {
    whole = await WholePlatform.open(PLATFORM);
    await whole.startSealedSecrets();
    await whole.setSecrets('production', 'a-value-of-production');
    const { production, ...others } = PLATFORM.environments;
    await whole.workplace.synth(() => ({
      ...PLATFORM,
      environments: { ...others, production: { ...production, quota: { pods: 33 } } },
    }));
    ({ id } = await new RollbackDesk(whole.workplace).applied('--ready-timeout', '0'));
  }, 420_000);
  afterAll(() => whole?.close());

  const verify = async () => {
    const { code, stdout } = await whole.run('rollback', 'verify', id, '--json');
    return { code, ...(JSON.parse(stdout) as { result: Verified }).result };
  };
  const pods = async () => ((await whole.admin.get(QUOTA)) as { spec: { hard: { pods: string } } }).spec.hard.pods;

  it('did not lead back where nobody went back yet, though all is well', async () => {
    const { code, ledBack, healthy, checks } = await verify();

    expect({ code, ledBack, healthy }).toEqual({ code: 1, ledBack: false, healthy: true });
    expect(checks.find(({ result }) => result === 'failed')).toMatchObject({
      name: 'configuration',
      detail: expect.stringContaining(`npx lke-platform rollback run ${id}`) as string,
    });
  });

  it('led back, in the cluster too, and every check says so', async () => {
    expect(await pods()).toBe('33');
    await whole.succeed('rollback', 'run', id, '--yes', '--ready-timeout', '0');
    await whole.workplace.synth(() => PLATFORM);
    const { code, passed, checks } = await verify();

    expect(await pods()).not.toBe('33');
    expect(checks.filter(({ result }) => result === 'failed')).toEqual([]);
    expect({ code, passed }).toEqual({ code: 0, passed: true });
    expect(checks.map(({ of, name, result }) => `${of} ${name}: ${result}`)).toEqual([
      ...['configuration', 'drift'].map((name) => `production ${name}: passed`),
      ...['cluster', 'nodes', 'metrics', 'secret-freshness'].map((name) => `production ${name}: passed`),
      'production argo-cd: not-applicable',
    ]);
  });

  it('led back where something else is not well, and says both', async () => {
    const { items = [] } = await whole.admin.get('/api/v1/nodes?labelSelector=lke-platform.io/environment=production');
    await whole.admin.remove(`/api/v1/nodes/${items[0]?.metadata?.name}`);
    whole.prometheus = vector();
    whole.decide = ({ path }) =>
      path.startsWith('/readyz') ? { status: 500, body: '[+]ping ok\n[-]etcd failed: reason withheld' } : 'pass';
    const stale = `printf %s other | node "${process.cwd()}/bin/lke-platform.js" secrets set production api-token --field token`;
    await whole.workplace.shell(stale);
    await whole.admin.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', APPLICATIONS);
    await whole.admin.create('/api/v1/namespaces', { metadata: { name: 'argocd' } });
    await until(async () => (await whole.admin.ask('GET', ARGO_CD)).status === 200);
    await whole.admin.create(ARGO_CD, {
      ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'ingress' } },
      spec: { destination: { namespace: 'ingress' } },
      status: { health: { status: 'Healthy' }, sync: { status: 'OutOfSync' } },
    });
    const { code, ledBack, healthy, checks } = await verify();
    const { stdout } = await whole.run('rollback', 'verify', id);

    expect({ code, ledBack, healthy }).toEqual({ code: 2, ledBack: true, healthy: false });
    expect(Object.fromEntries(checks.map(({ name, detail }) => [name, detail]))).toEqual({
      configuration: 'what was before is what was applied last',
      drift: 'it is what was applied last',
      cluster: 'the Kubernetes API is not ready: etcd',
      nodes: 'general has 2 of at least 3 nodes that are ready',
      metrics: 'Prometheus has no metrics of env-production',
      'secret-freshness': expect.stringMatching(/^api-token is /) as string,
      'argo-cd': 'ingress is OutOfSync',
    });
    expect(stdout).toContain(`the rollback ${id} led back`);
    expect(stdout).toContain('not well beside that: production cluster, production nodes');
  });

  it('did not lead back where the stack is another one again', async () => {
    const [cluster] = whole.workplace.standIn.world.kubernetes.values();
    const quota = cluster?.get('resource_quota', 'environment', 'env-production');
    if (quota) cluster?.put({ ...quota, fields: { ...quota.fields, spec: [{ hard: { pods: '7' } }] } });
    const { code, ledBack, checks } = await verify();
    const { events } = await whole.result<{ events: { what: string }[] }>(
      ...['audit', 'list', '--kind', 'rollback-verification', '--limit', '1'],
    );

    expect({ code, ledBack }).toEqual({ code: 1, ledBack: false });
    expect(checks.find(({ name }) => name === 'drift')?.detail).toContain('kubernetes_resource_quota_v1');
    expect(events[0]?.what).toContain('not in production drift; not well beside that: production cluster');
  });

  it('is an error where something could not be looked at, whatever else was seen', async () => {
    whole.decide = ({ path }) => (path.startsWith('/api/v1/nodes') ? 'refused' : 'pass');
    const { code, stderr } = await whole.run('rollback', 'verify', id);

    expect(code).toBe(1);
    expect(stderr).toMatch(/could not be checked.*\n.*production nodes/);
  });
});
