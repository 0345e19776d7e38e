import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '@lke-platform/stand-ins/lab/secret-programs';
import { verificationSchema } from '../../model/lifecycle/verification';
import type { Check, VerifySite } from '../../operations/verify/check';
import { argoCd } from '../../operations/verify/checks/argo-cd';
import { disruptionBudgets } from '../../operations/verify/checks/disruption-budgets';
import { dns } from '../../operations/verify/checks/dns';
import { ingress } from '../../operations/verify/checks/ingress';
import { nodes } from '../../operations/verify/checks/nodes';
import { podSecurity } from '../../operations/verify/checks/pod-security';
import { policies } from '../../operations/verify/checks/policies';
import { quota } from '../../operations/verify/checks/quota';
import { sealedSecret } from '../../operations/verify/checks/sealed-secret';
import type { Verified } from '../../operations/verify/verify';
import { secretsIn } from '../support/find-secrets';
import { APPLICATIONS } from '../support/lab/argo-cd';
import { NameServer } from '../support/lab/name-server';
import { onLab } from '../support/lab/running';
import { VERIFIED_PLATFORM } from '../support/lab/verified-platform';
import { vector, WholePlatform } from '../support/lab/whole-platform';
import { until } from '../support/until';

const onController = isBuilt('chart') ? onLab : describe.skip;
const NAMESPACE = '/api/v1/namespaces/env-production';
const CANARY = 'a-token-that-only-the-cluster-knows';

// A lab of its own: it loses nodes, policies and a controller.
onController('an environment that is verified', () => {
  let whole: WholePlatform;
  let server: NameServer;
  beforeAll(async () => {
    whole = await WholePlatform.open(VERIFIED_PLATFORM);
    await whole.startSealedSecrets();
    server = await NameServer.start();
    await whole.setSecrets('production', CANARY);
  }, 420_000);
  afterAll(async () => {
    server?.stop();
    await whole?.close();
  });

  const report = (name: string, text: string) => {
    const file = join(whole.workplace.folder, name);
    writeFileSync(file, text);
    return file;
  };
  const smoke = () => report('smoke.xml', '<testsuite><testcase name="shop answers"/></testsuite>');
  const verify = (...args: string[]) => whole.run('environment', 'verify', 'production', ...args, '--json');

  const look = (check: Check, more: Partial<VerifySite> = {}) => whole.look('production', check, more);

  it('passes, and the ledger knows of which configuration', async () => {
    const { code, stdout, stderr } = await verify('--evidence', smoke(), '--resolver', server.address);
    const { result } = JSON.parse(stdout) as { result: Verified };
    expect([code, stderr]).toEqual([0, '']);
    expect(result.checks.filter((it) => it.result === 'failed')).toEqual([]);
    expect(Object.fromEntries(result.checks.map((it) => [it.name, it.result]))).toEqual({
      ...{ applied: 'passed', nodes: 'passed', quota: 'passed', 'pod-security': 'passed', policies: 'passed' },
      ...{ approvals: 'not-applicable', dns: 'passed', ingress: 'not-applicable', metrics: 'passed' },
      ...{ 'sealed-secret': 'passed', 'secret-freshness': 'passed', 'argo-cd': 'not-applicable' },
      'disruption-budgets': 'passed',
    });
    const { events } = await whole.result<{ events: { kind: string; details: object }[] }>(
      'audit',
      'list',
      '--kind',
      'verification',
    );
    expect(verificationSchema.parse(events[0]?.details)).toMatchObject({
      passed: true,
      configuration: result.configuration,
      evidence: [{ name: 'smoke', passed: true }],
    });
    expect(result.configuration).toMatch(/^applied\/production\//);
  });

  it('leaves nothing behind in the cluster, and says no secret anywhere', async () => {
    const { items = [] } = await whole.admin.get(`${NAMESPACE}/secrets`);
    const { stdout, stderr } = await whole.run('environment', 'verify', 'production', '--evidence', smoke());

    expect(items.map(({ metadata }) => metadata?.name).filter((name) => name?.includes('verify'))).toEqual([]);
    const ledger = whole.workplace.s3.bucket('verified-ledger');
    const stored = ledger.keys().map((key) => ledger.get(key).body);
    const found = [Buffer.from(stdout), Buffer.from(stderr), ...stored].flatMap((it) =>
      secretsIn(it, { canary: CANARY }),
    );
    expect(found).toEqual([]);
  });

  it('does not pass without the evidence that it demands, or with what failed', async () => {
    const broken = report('broken.xml', '<testsuite><testcase name="pays"><failure/></testcase></testsuite>');
    const result = (...args: string[]) => whole.result<Verified>('environment', 'verify', 'production', ...args);
    const [without, failed] = [await result(), await result('--evidence', `smoke=${broken}`)];
    expect([without.passed, failed.passed]).toEqual([false, false]);
    expect(without.evidence[0]?.detail).toContain('not handed in');
    expect(failed.evidence[0]?.detail).toBe('1 failed: pays');
  });

  it('is not looked at with evidence that cannot be read', async () => {
    const { code, stdout } = await verify(
      '--evidence',
      report('cut.xml', '<testsuite><testcase>'),
      '--evidence',
      'none.xml',
    );
    const { errors } = JSON.parse(stdout) as { errors: { what: string }[] };

    expect(code).toBe(1);
    expect(errors.map(({ what }) => what)).toEqual([
      expect.stringContaining('unclosed tag') as unknown,
      'this report cannot be read: there is no such file',
    ]);
  });

  it('is neither passed nor failed where it could not be looked at, and nothing is recorded', async () => {
    whole.decide = ({ path }) =>
      path.startsWith('/api/v1/nodes') ? { status: 429, headers: { 'retry-after': '0' }, body: '{}' } : 'pass';
    whole.prometheus = undefined;
    const count = async () =>
      (await whole.result<{ events: object[] }>('audit', 'list', '--kind', 'verification', '--limit', '100')).events
        .length;
    const before = await count();
    const { code, stdout } = await verify('--evidence', smoke());
    whole.decide = () => 'pass';
    whole.prometheus = vector('1');

    expect(code).toBe(1);
    expect((JSON.parse(stdout) as { errors: object[] }).errors).toEqual([
      {
        where: 'nodes',
        what: expect.stringContaining('could not be checked: the Kubernetes API refuses GET /api/v1/nodes') as unknown,
      },
      { where: 'metrics', what: 'failed beside that: Prometheus in monitoring does not answer' },
    ]);
    expect(await count()).toBe(before);
  });

  it('fails when a node is gone', async () => {
    const { items = [] } = await whole.admin.get('/api/v1/nodes?labelSelector=lke-platform.io/environment=production');
    const [node] = items;
    await whole.admin.remove(`/api/v1/nodes/${node?.metadata?.name}`);
    const failed = await look(nodes);
    const { metadata, spec, status } = node as {
      metadata: { name: string; labels: object };
      spec: object;
      status: object;
    };
    await whole.admin.create('/api/v1/nodes', {
      metadata: { name: metadata.name, labels: metadata.labels as Record<string, string> },
      spec,
      status,
    });

    expect(failed).toEqual({ result: 'failed', detail: 'general has 2 of at least 3 nodes that are ready' });
    await until(async () => (await look(nodes)).result === 'passed');
  });

  it('fails when the quota is another one, or the limits are gone', async () => {
    const path = `${NAMESPACE}/resourcequotas/environment`;
    const { spec } = (await whole.admin.get(path)) as unknown as { spec: { hard: { pods: string } } };
    const limits = await whole.admin.get(`${NAMESPACE}/limitranges/environment`);
    await whole.admin.patch(path, { spec: { hard: { pods: '3000' } } });
    await whole.admin.remove(`${NAMESPACE}/limitranges/environment`);
    const failed = await look(quota);
    await whole.admin.patch(path, { spec: { hard: { pods: spec.hard.pods } } });
    await whole.admin.create(`${NAMESPACE}/limitranges`, { metadata: { name: 'environment' }, spec: limits.spec });

    expect(failed.detail).toContain(`pods is 3k, not ${spec.hard.pods}`);
    expect(failed.detail).toContain('the limits of containers (environment) are missing');
    await until(async () => (await look(quota)).result === 'passed');
  });

  it('fails when Pod Security does not enforce what was applied', async () => {
    const body = JSON.stringify({ metadata: { name: 'env-production', labels: {} } });
    whole.decide = ({ path }) => (path === NAMESPACE ? { status: 200, body } : 'pass');
    const failed = await look(podSecurity);
    whole.decide = () => 'pass';
    expect(failed.detail).toContain('pod-security.kubernetes.io/enforce is missing');
  });

  it('fails when a binding is gone or only audits, and when a network policy is gone', async () => {
    const bindings = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
    const name = 'lke-platform-access-tokens';
    const { spec } = await whole.admin.get(`${bindings}/${name}`);
    await whole.admin.patch(`${bindings}/${name}`, { spec: { validationActions: ['Audit'] } });
    const audits = await look(policies);
    await whole.admin.remove(`${bindings}/${name}`);
    const network = `/apis/networking.k8s.io/v1/namespaces/env-production/networkpolicies`;
    const deny = await whole.admin.get(`${network}/default-deny`);
    await whole.admin.remove(`${network}/default-deny`);
    const gone = await look(policies);
    await whole.admin.create(bindings, { metadata: { name }, spec });
    await whole.admin.create(network, { metadata: { name: 'default-deny' }, spec: deny.spec });

    expect(audits.detail).toBe(`ValidatingAdmissionPolicyBinding ${name} is not as it was installed`);
    expect(gone.detail).toContain(`ValidatingAdmissionPolicyBinding ${name} is missing`);
    expect(gone.detail).toContain('the network policy default-deny is missing');
    await until(async () => (await look(policies)).result === 'passed');
  });

  it('fails when the API server does not refuse what it has to, whatever is installed', async () => {
    whole.decide = ({ path }) =>
      path.includes('/lke-platform-access/secrets?dryRun=All') ? { status: 201, body: '{}' } : 'pass';
    const failed = await look(policies);
    whole.decide = () => 'pass';

    expect(failed).toEqual({ result: 'failed', detail: 'no policy refuses a grant by hand' });
  });

  it('fails when the zone is not in use at Linode, or a resolver finds it elsewhere', async () => {
    const { linode } = whole.workplace.standIn.world;
    const [id] = [...linode.domains.keys()];
    server.answers = ['ns1.example.com'];
    const elsewhere = await look(dns, { resolver: server.address });
    await whole.workplace.api('PUT', `/domains/${id}`, { status: 'disabled' });
    const disabled = await look(dns);
    await whole.workplace.api('PUT', `/domains/${id}`, { status: 'active' });

    expect(elsewhere.detail).toBe('acme.example is delegated to ns1.example.com, not to Linode');
    expect(disabled.detail).toBe('the zone acme.example is disabled at Linode, not active');
  });

  it('fails when a load balancer has no address, and when nothing leads from a domain to it', async () => {
    await whole.admin.create('/api/v1/namespaces', { metadata: { name: 'ingress' } });
    const services = '/api/v1/namespaces/ingress/services';
    await whole.admin.create(services, {
      metadata: { name: 'gateway' },
      spec: { type: 'LoadBalancer', ports: [{ port: 443 }] },
    });
    const without = await look(ingress);
    const names = await look(dns);
    await whole.admin.patch(`${services}/gateway/status`, {
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } },
    });
    const withOne = await look(ingress);
    await whole.admin.remove(`${services}/gateway`);

    expect(without).toEqual({ result: 'failed', detail: 'Service ingress/gateway has no address' });
    expect(names.detail).toBe('nothing leads from shop.acme.example to the ingress');
    expect(withOne).toEqual({ result: 'passed', detail: 'Service ingress/gateway at 192.0.2.7' });
  });

  it('fails when the controller of Sealed Secrets does not open what is sealed for it', async () => {
    await whole.stopSealedSecrets();
    const failed = await look(sealedSecret, { timeoutMs: 2000 });

    expect(failed.detail).toMatch(/^the controller of Sealed Secrets has not made the Secret lke-platform-verify-\w+/);
    const { items = [] } = await whole.admin.get('/apis/bitnami.com/v1alpha1/namespaces/env-production/sealedsecrets');
    expect(items.map(({ metadata }) => metadata?.name).filter((name) => name?.includes('verify'))).toEqual([]);
  });

  it('fails when an application of the baseline is not healthy', async () => {
    await whole.admin.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', APPLICATIONS);
    await whole.admin.create('/api/v1/namespaces', { metadata: { name: 'argocd' } });
    const path = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';
    await until(async () => (await whole.admin.ask('GET', path)).status === 200);
    const missing = await look(argoCd);
    const health = (status: string, sync = 'Synced') => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'ingress' },
      status: { health: { status }, sync: { status: sync } },
    });
    await whole.admin.create(path, health('Degraded'));
    const degraded = await look(argoCd);
    await whole.admin.patch(`${path}/ingress`, health('Healthy'));
    const healthy = await look(argoCd);
    expect([missing.detail, degraded.detail, healthy.detail]).toEqual([
      'ingress is missing',
      'ingress is Degraded',
      'ingress is Healthy and Synced',
    ]);
  });

  it('fails when what runs several times has no disruption budget', async () => {
    const labels = { app: 'web' };
    const deployments = '/apis/apps/v1/namespaces/env-production/deployments';
    whole.decide = ({ method, path }) =>
      method === 'GET' && path.startsWith(`${deployments}?`)
        ? {
            status: 200,
            body: JSON.stringify({
              items: [{ metadata: { name: 'web' }, spec: { replicas: 2, template: { metadata: { labels } } } }],
            }),
          }
        : 'pass';
    const without = await look(disruptionBudgets);
    const budgets = '/apis/policy/v1/namespaces/env-production/poddisruptionbudgets';
    await whole.admin.create(budgets, {
      metadata: { name: 'web' },
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    });
    const withOne = await look(disruptionBudgets);
    whole.decide = () => 'pass';
    await whole.admin.remove(`${budgets}/web`);
    expect(without).toEqual({ result: 'failed', detail: 'Deployment web runs 2 times without a PodDisruptionBudget' });
    expect(withOne.result).toBe('passed');
  });
});
