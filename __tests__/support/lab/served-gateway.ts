import { join } from 'node:path';
import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { certificateOfLoopback } from '@lke-platform/stand-ins/testing/certificate';
import { INGRESS_NAMESPACE } from '../../../model/derive/ingress';
import { servedEnvironmentsOf } from '../../../model/derive/served-environments';
import { USUAL_PERMISSIONS } from '../../../model/derive/permissions';
import { HANDOFF_NAMESPACE } from '../../../model/naming';
import type { Platform } from '../../../model/platform';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { baselineFacts } from '../charts/facts';
import { ownChart } from '../charts/folder';
import { applyChart, applyKindsOfTraefik } from '../charts/on-lab';
import { renderChart } from '../charts/render';
import { Traefik } from '../charts/traefik';
import { temporaryFolder } from '../temporary-folder';
import { policiesInForce } from './policies-in-force';

const BOOTSTRAP = join(__dirname, '../../../infra/helm/bootstrap');
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const DISCOVERY = '/apis/discovery.k8s.io/v1';
const GATEWAYS = '/apis/gateway.networking.k8s.io/v1';
const READ_BY_TRAEFIK = ['Gateway', 'HTTPRoute', 'Service'];
const POLICIES = ['lke-platform-gateways', 'lke-platform-routes'];
/** Namespaces beside those of environments whose routes count. */
const OTHERS = [INGRESS_NAMESPACE, HANDOFF_NAMESPACE, 'monitoring'];

/** What the Gateway says of a route: whether it takes it, and whether its backends are there and allowed. */
export interface Judgement {
  readonly taken: string;
  readonly backends: string;
}

/**
 * A lab of a test's own with the Gateway of the platform, as Traefik's own provider judges it, told what the chart
 * `ingress` tells it; and the policies of routes. It takes no chart of others.
 */
export class ServedGateway {
  private readonly clients: KubernetesClient[] = [];

  private constructor(
    private readonly lab: Lab,
    readonly traefik: Traefik,
    /** Whom neither RBAC nor the policies of routes ask. */
    readonly admin: KubernetesClient,
  ) {
    this.clients.push(admin);
  }

  /** @param values of the chart `ingress`, beside what Argo CD tells it */
  static async open(platform: Platform, values: object): Promise<ServedGateway> {
    const lab = await startLab({});
    const admin = new KubernetesClient({ server: lab.server, ca: lab.ca, credential: { token: lab.adminToken } });
    try {
      applyKindsOfTraefik(lab);
      for (const name of [...platform.environments.map(({ namespace }) => namespace), ...OTHERS]) {
        await admin.send('POST', '/api/v1/namespaces', { metadata: { name } });
      }
      await makeGateway(lab, admin, platform, values);
      await fenceRoutes(lab, platform);
      return new ServedGateway(lab, Traefik.start(lab), admin);
    } catch (error) {
      admin.close();
      await lab.stop();
      throw error;
    }
  }

  /** The API as somebody of an environment, in its namespace, with the rights of an application team. */
  async teamIn(namespace: string): Promise<KubernetesClient> {
    const name = `team-of-${namespace}`;
    const subjects = [{ kind: 'User', name, apiGroup: 'rbac.authorization.k8s.io' }];
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'team' };
    const rules = USUAL_PERMISSIONS['app-team'];
    await this.admin.send('POST', `${RBAC}/namespaces/${namespace}/roles`, { metadata: { name: 'team' }, rules });
    await this.admin.send('POST', `${RBAC}/namespaces/${namespace}/rolebindings`, {
      ...{ metadata: { name: 'team' }, roleRef, subjects },
    });
    const client = this.admin.as(name);
    this.clients.push(client);
    return client;
  }

  /** Makes a Service with an address behind it, as Kubernetes does for pods that run. */
  async makeService(namespace: string, name: string, address: string): Promise<void> {
    const ports = [{ name: 'http', port: 80 }];
    await this.admin.send('POST', `/api/v1/namespaces/${namespace}/services`, { metadata: { name }, spec: { ports } });
    await this.admin.send('POST', `${DISCOVERY}/namespaces/${namespace}/endpointslices`, {
      metadata: { name, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: 'http', port: 80 }],
      endpoints: [{ addresses: [address], conditions: { ready: true } }],
    });
  }

  static pathOf(namespace: string, plural = 'httproutes'): string {
    return `${GATEWAYS}/namespaces/${namespace}/${plural}`;
  }

  /** What the Gateway says of a route once it has judged it; undefined before. */
  async judgementOf(namespace: string, name: string): Promise<Judgement | undefined> {
    const { status } = (await this.admin.get(`${ServedGateway.pathOf(namespace)}/${name}`)) as {
      status?: { parents?: { conditions: { type: string; status: string; reason: string }[] }[] };
    };
    const conditions = status?.parents?.flatMap((parent) => parent.conditions) ?? [];
    const said = (wanted: string) => conditions.find(({ type }) => type === wanted);
    const [taken, backends] = [said('Accepted'), said('ResolvedRefs')];
    if (!taken || !backends) return undefined;
    return { taken: `${taken.status} ${taken.reason}`, backends: `${backends.status} ${backends.reason}` };
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.traefik.stop();
    await this.lab.stop();
  }
}

/** The Gateway of the chart, with what Linode and cert-manager do for it. */
async function makeGateway(lab: Lab, admin: KubernetesClient, platform: Platform, values: object): Promise<void> {
  await admin.send('POST', `${GATEWAYS}/gatewayclasses`, {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'traefik' } },
    spec: { controllerName: 'traefik.io/gateway-controller' },
  });
  const objects = renderChart({
    ...{ folder: ownChart('ingress', temporaryFolder()), name: 'ingress', namespace: INGRESS_NAMESPACE },
    values: { ...baselineFacts(platform, 'ingress'), ...values },
  });
  applyChart(
    lab,
    INGRESS_NAMESPACE,
    objects.filter(({ kind, metadata }) => READ_BY_TRAEFIK.includes(kind) && metadata.name !== 'dns01-webhook'),
  );
  const { cert, key } = certificateOfLoopback(temporaryFolder());
  for (const { spec } of objects.filter(({ kind }) => kind === 'Certificate')) {
    await admin.send('POST', `/api/v1/namespaces/${INGRESS_NAMESPACE}/secrets`, {
      metadata: { name: String(spec?.secretName) },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': cert, 'tls.key': key },
    });
  }
  const status = { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } };
  await lab.admin.patch(`/api/v1/namespaces/${INGRESS_NAMESPACE}/services/gateway/status`, { status });
}

async function fenceRoutes(lab: Lab, platform: Platform): Promise<void> {
  const { name, sources } = platform;
  const repository = { url: sources.repository, revision: 'HEAD' };
  const values = { platform: name, repository, rollouts: [], environments: servedEnvironmentsOf(platform) };
  const objects = renderChart({ folder: BOOTSTRAP, name: 'bootstrap', namespace: 'argocd', values });
  applyChart(
    lab,
    'default',
    objects.filter(({ metadata }) => POLICIES.includes(metadata.name)),
  );
  await policiesInForce(lab.admin);
}
