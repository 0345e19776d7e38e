import type { KubernetesClient } from '@lke-platform/stand-ins/lab/client';
import { BASELINE_PRIORITY } from '../../model/derive/priority-class';
import { baselineFacts, deployedPlatform } from '../support/charts/facts';
import { ownChart } from '../support/charts/folder';
import { type ChartObject, renderChart } from '../support/charts/render';
import { defaultAccountsOf } from '../support/lab/default-account';
import { eventually } from '../support/lab/eventually';
import { labClient, onLab } from '../support/lab/running';
import { type Body, synthesizeStack } from '../support/synthesize';
import { temporaryFolder } from '../support/temporary-folder';

/** Not `ingress`: other files make that one in the lab of the run. */
const NAMESPACE = 'ingress-quota';
const CORE = `/api/v1/namespaces/${NAMESPACE}`;
/** As many as cert-manager works on at once, and the pods of Traefik, cert-manager, external-dns and the solver of dns01, each with its successor. */
const CHALLENGES = 60;
const OTHER_PODS = 14;

interface Solver {
  readonly serviceType?: string;
  readonly podTemplate: { readonly spec: Readonly<Record<string, unknown>> };
}

const platform = deployedPlatform();

/** What the stack `system` has of a kind in the namespace of the ingress. */
const ofIngress = (type: string) =>
  Object.entries(synthesizeStack(platform, 'system').resource?.[type] ?? {}).flatMap(([id, body]) =>
    id.startsWith('ingress_') ? [body.spec as Body] : [],
  );

function chart(): readonly ChartObject[] {
  const folder = ownChart('ingress', temporaryFolder());
  return renderChart({ folder, name: 'ingress', namespace: 'ingress', values: baselineFacts(platform, 'ingress') });
}

/** A Service and a pod as cert-manager 1.21.1 makes them for one challenge. */
function solverOf({ serviceType = 'NodePort', podTemplate }: Solver, name: string) {
  const labels = { 'acme.cert-manager.io/http01-solver': 'true', 'acme.cert-manager.io/http-domain': name };
  const { nodeSelector, ...placed } = podTemplate.spec as { nodeSelector?: object };
  const ports = [{ name: 'http', port: 8089, targetPort: 8089 }];
  return {
    service: { metadata: { name, labels }, spec: { type: serviceType, ports, selector: labels } },
    pod: {
      metadata: { name, labels },
      spec: {
        ...placed,
        nodeSelector: { 'kubernetes.io/os': 'linux', ...nodeSelector },
        automountServiceAccountToken: false,
        restartPolicy: 'OnFailure',
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'acmesolver',
            image: 'quay.io/jetstack/cert-manager-acmesolver:v1.21.1',
            resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
            securityContext: {
              ...{ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          },
        ],
      },
    },
  };
}

onLab('the room in the namespace of the ingress', () => {
  let admin: KubernetesClient;
  let solver: Solver;
  beforeAll(async () => {
    admin = labClient();
    const objects = chart();
    const issuer = objects.find(({ kind }) => kind === 'Issuer')?.spec as {
      acme: { solvers: [{ http01: { gatewayHTTPRoute: Solver } }] };
    };
    solver = issuer.acme.solvers[0].http01.gatewayHTTPRoute;
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
    await defaultAccountsOf(admin, [NAMESPACE]);
    const { name, value } = BASELINE_PRIORITY;
    await admin.ask('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value });
    for (const spec of ofIngress('kubernetes_resource_quota_v1')) {
      await admin.create(`${CORE}/resourcequotas`, { metadata: { name: 'baseline' }, spec });
    }
    for (const { limit } of ofIngress('kubernetes_limit_range_v1') as { limit: Record<string, unknown>[] }[]) {
      const limits = limit.map(({ default_request: defaultRequest, ...rest }) => ({ ...rest, defaultRequest }));
      await admin.create(`${CORE}/limitranges`, { metadata: { name: 'baseline' }, spec: { limits } });
    }
    // Until its controller has looked at it, the API server takes nothing that a quota counts.
    await eventually(async () => {
      const { status } = await admin.get(`${CORE}/resourcequotas/baseline`);
      return (status as { hard?: object } | undefined)?.hard;
    });
    const gateway = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'gateway');
    await admin.create(`${CORE}/services`, { metadata: { name: 'gateway' }, spec: gateway?.spec });
  });
  afterAll(() => admin.remove(`/api/v1/namespaces/${NAMESPACE}`));

  it('is enough for what cert-manager makes for as many names as it proves at once', async () => {
    for (const index of Array.from({ length: CHALLENGES }, (_, index) => index)) {
      const { service, pod } = solverOf(solver, `solver-${index}`);
      await admin.create(`${CORE}/services`, service);
      await admin.create(`${CORE}/pods`, pod);
    }
    const { spec } = await admin.get(`${CORE}/resourcequotas/baseline`);
    const { hard } = spec as { hard: { pods: string } };

    expect(Number(hard.pods)).toBeGreaterThanOrEqual(CHALLENGES + OTHER_PODS);
  });

  it('is none for another NodeBalancer, or for a port of the nodes', async () => {
    const ports = [{ name: 'http', port: 80 }];
    for (const type of ['LoadBalancer', 'NodePort']) {
      const asked = admin.create(`${CORE}/services`, { metadata: { name: 'another' }, spec: { type, ports } });
      await expect(asked).rejects.toThrow('exceeded quota: baseline');
    }
  });
});
