import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { globSync } from 'fast-glob';
import { BASELINE_PRIORITY } from '../../model/derive/priority-class';
import { Declared } from '../../operations/drift/outside/declared';
import { readKubernetes } from '../../operations/drift/outside/kubernetes/read-kubernetes';
import { Unread } from '../../operations/drift/outside/unread';
import { readCertificate } from '../../operations/secrets/sealing/certificate';
import { manifestText, sealedManifest } from '../../operations/secrets/sealing/manifest';
import { completeChart, fileOf, isComplete } from '../support/charts/folder';
import { applyKindsOfSystem, areKindsThere, withChartsOrNotRun } from '../support/charts/on-lab';
import { PlayedIngress } from '../support/charts/played-ingress';
import { isTraefikBuilt, Traefik } from '../support/charts/traefik';
import { Attacker } from '../support/lab/attacker';
import { APPLICATIONS, DEVELOPMENT, NAMESPACE as PRODUCTION, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';
import { sealingPair } from '../support/secrets/sealing-pair';
import { temporaryFolder } from '../support/temporary-folder';

const ENVIRONMENT = 'infra/helm/environment';
const OF_ENVIRONMENT = 'development-environment';
const SEALED = `/apis/bitnami.com/v1alpha1/namespaces/${DEVELOPMENT}/sealedsecrets`;
const RULES = `/apis/monitoring.coreos.com/v1/namespaces/${DEVELOPMENT}/prometheusrules`;

const INGRESS = 'infra/helm/ingress';
const GATEWAY_API = '/apis/gateway.networking.k8s.io/v1';
const OF_INGRESS = `${GATEWAY_API}/namespaces/ingress`;
const KINDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

const where = withChartsOrNotRun(isArgoCdBuilt() && areKindsThere(), onLab);
const isIngressThere = isTraefikBuilt() && isComplete('ingress');

/** The chart of an environment as text. */
const environmentFiles = () =>
  Object.fromEntries(
    globSync('**/*', { cwd: join(__dirname, '../..', ENVIRONMENT) }).map((file) => [
      `${ENVIRONMENT}/${file}`,
      fileOf('environment', file),
    ]),
  );

/** The chart ingress with the charts that it depends on. Nothing runs in pods: cert-manager's webhook is asked nothing. */
function copyIngress(into: string): void {
  const chart = completeChart('ingress', temporaryFolder());
  const file = join(chart, 'values.yaml');
  const selector = 'namespaceSelector: { matchLabels: { none: here } }';
  const silent = `webhook: { validatingWebhookConfiguration: { ${selector} }, mutatingWebhookConfiguration: { ${selector} },`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('webhook: {', silent));
  cpSync(chart, join(into, INGRESS), { recursive: true });
}

/** The state of the stack `system`, as far as it says what Argo CD may deploy. */
function ofSystem(namespaces: readonly string[]): Declared {
  const managed = (type: string, name: string, attributes: object) => {
    return { mode: 'managed' as const, type, name, instances: [{ attributes: attributes as Record<string, unknown> }] };
  };
  const resources = [
    ...namespaces.map((name) => managed('kubernetes_namespace_v1', name, { metadata: [{ name }] })),
    managed('helm_release', 'bootstrap', { namespace: 'argocd', name: 'bootstrap', metadata: { revision: 1 } }),
  ];
  return new Declared(new Map([['system', { serial: 1, lineage: 'a', outputs: {}, resources }]]));
}

where('charts of this repository, with the controllers of Argo CD', () => {
  let rollouts: RolloutLab;
  let sealed: string;
  beforeAll(async () => {
    const item = { name: 'api-token', namespace: DEVELOPMENT, type: 'Opaque' } as const;
    const certificate = readCertificate(sealingPair().certificate, 'certificate.pem', new Date());
    sealed = manifestText(sealedManifest({ item, version: 1, certificate }, { token: Buffer.from('value') }));
    const syncPolicy = { automated: true, selfHeal: true };
    const applications = [
      { name: OF_ENVIRONMENT, sourceRepo: ENVIRONMENT, destinationNamespace: DEVELOPMENT, syncPolicy },
      ...(isIngressThere
        ? [{ name: 'ingress', sourceRepo: INGRESS, destinationNamespace: 'ingress', syncPolicy }]
        : []),
    ];
    rollouts = await RolloutLab.open(applications, environmentFiles(), { resyncSeconds: 120 });
    applyKindsOfSystem(rollouts.lab);
    const { admin } = rollouts.lab;
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await admin.create('/api/v1/namespaces', { metadata: { name: 'ingress', labels } });
    const { name, value } = BASELINE_PRIORITY;
    await admin.create('/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value });
    const { folder } = rollouts.repository;
    if (isIngressThere) copyIngress(folder);
    rollouts.repository.commit({
      'infra/secrets/Chart.yaml': readFileSync(join(__dirname, '../../infra/secrets/Chart.yaml'), 'utf8'),
      'infra/secrets/development/api-token.yaml': sealed,
      [`${ENVIRONMENT}/rules/development/shop.yaml`]:
        'groups:\n  - name: shop\n    rules: [{ record: one, expr: vector(1) }]\n',
    });
    const refresh = { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'hard' } } };
    for (const root of ['development-root', ...(isIngressThere ? ['baseline-root'] : [])]) {
      await rollouts.until(`${root} is there`, async () => (await rollouts.application(root)) !== undefined);
      await admin.patch(`${APPLICATIONS}/${root}`, refresh);
    }
    for (const { name: application } of applications) {
      const isMade = async () => (await rollouts.application(application)) !== undefined;
      await rollouts.until(`${application} is there`, isMade);
      await admin.patch(`${APPLICATIONS}/${application}`, refresh);
    }
  });
  afterAll(() => rollouts?.stop());

  const isThere = async (path: string) => (await rollouts.lab.admin.ask('GET', path)).status === 200;
  const uidOf = async (path: string) => (await rollouts.lab.admin.ask('GET', path)).body.metadata?.uid;
  /** Deletes it, and waits until another one has its name. */
  async function comesBack(path: string): Promise<void> {
    const former = await uidOf(path);
    await rollouts.lab.admin.remove(path);
    await rollouts.until(`${path} is back`, async () => ![undefined, former].includes(await uidOf(path)));
  }

  describe('the chart environment', () => {
    it('brings the secrets of the environment, which stand elsewhere in the repository, as they are sealed', async () => {
      await rollouts.until('the secret is there', () => isThere(`${SEALED}/api-token`));
      const { spec } = await rollouts.lab.admin.get(`${SEALED}/api-token`);

      expect(sealed).toContain((spec as { encryptedData: { token: string } }).encryptedData.token);
    });

    it('brings the rules of its teams', async () => {
      await rollouts.until('the rules are there', () => isThere(`${RULES}/shop`));

      expect(await isThere(`${RULES}/other`)).toBe(false);
    });

    it('has a secret back that somebody deletes', () => comesBack(`${SEALED}/api-token`));
  });

  // With Traefik's own Gateway provider. Linode's cloud controller manager and cert-manager are played.
  (isIngressThere ? describe : describe.skip)('the chart ingress', () => {
    let traefik: Traefik | undefined;
    let played: PlayedIngress | undefined;
    afterAll(async () => {
      await played?.stop();
      await traefik?.stop();
    });

    it('brings its kinds and what serves, and waits with the Gateway until Traefik has taken its class', async () => {
      await rollouts.until('the class of gateways is there', () => isThere(`${GATEWAY_API}/gatewayclasses/traefik`));
      await rollouts.until('the Service is there', () => isThere('/api/v1/namespaces/ingress/services/gateway'));
      expect(await rollouts.admin.listWhole(`${OF_INGRESS}/gateways`)).toEqual([]);

      traefik = Traefik.start(rollouts.lab);
      played = PlayedIngress.start(rollouts.lab);
      await rollouts.until('the Gateway is there', () => isThere(`${OF_INGRESS}/gateways/platform`));
    });

    it('is synced and healthy, and so is the root of the baseline', async () => {
      for (const name of ['ingress', 'baseline-root']) {
        await rollouts.until(`${name} is synced and healthy`, async () => {
          const found = await rollouts.application(name);
          return found?.sync === 'Synced' && found.health === 'Healthy';
        });
      }
      const kinds = (await rollouts.lab.admin.get(KINDS)).items?.map(({ metadata }) => metadata?.name ?? '') ?? [];
      expect(kinds.filter((name) => name.endsWith('traefik.io'))).toEqual([]);
    });

    it('is declared there, and what only bears its mark is drift', async () => {
      const RBAC = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
      const found = async (...namespaces: string[]) => {
        const unread = new Unread();
        const reading = { client: rollouts.admin, stacks: ['cluster', 'system'] as const, unread };
        const all = await readKubernetes({ ...reading, declared: ofSystem(namespaces) });
        expect(unread.list).toEqual([]);
        return all.map(({ address }) => address).filter((it) => /ingress|cert-manager|external-dns|traefik/.test(it));
      };
      expect(await found('argocd', 'ingress')).toEqual([]);
      // Where the platform has no Argo CD, nobody declared what it has deployed.
      const [first = ''] = (await found('ingress')).filter((it) => it.startsWith('ClusterRoleBinding/'));
      expect(first).not.toBe('');

      const own = (await rollouts.admin.get(`${RBAC}/${first.replace(/^.*\//, '')}`)) as object & {
        metadata: { annotations?: object };
      };
      const { annotations } = own.metadata;
      const metadata = { name: 'ingress-forged', annotations };
      await rollouts.admin.send('POST', RBAC, { ...own, metadata });
      expect(await found('argocd', 'ingress')).toEqual(['ClusterRoleBinding/ingress-forged']);
      await rollouts.admin.remove(`${RBAC}/ingress-forged`);
    });

    it('has a route back that somebody deletes', () => comesBack(`${OF_INGRESS}/httproutes/to-https`));

    it('has the only Gateway: nobody else takes a name, in an environment or elsewhere', async () => {
      const engineer = new Attacker(await rollouts.as('lke-platform-access/development-platform-engineer'));
      const listeners = [{ name: 'evil', hostname: 'shop.acme.example', port: 8000, protocol: 'HTTP' }];
      const gateway = { metadata: { name: 'evil' }, spec: { gatewayClassName: 'traefik', listeners } };
      const made = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', ...gateway };
      const gatewaysOf = (namespace: string) => `${GATEWAY_API}/namespaces/${namespace}/gateways`;

      await engineer.isRefused('Gateway of the platform', 'POST', gatewaysOf(DEVELOPMENT), made);
      await engineer.isForbidden('POST', gatewaysOf(PRODUCTION), made);
      await engineer.isForbidden('PATCH', `${gatewaysOf('ingress')}/platform`, { spec: { listeners } });
    });
  });
});
