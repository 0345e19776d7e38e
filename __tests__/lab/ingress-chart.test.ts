import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { labPoolsOf } from '@lke-platform/stand-ins/lab/pools';
import { certificateOfLoopback } from '@lke-platform/stand-ins/testing/certificate';
import { schedulingOf } from '../../model/derive/node-pool';
import { BASELINE_PRIORITY } from '../../model/derive/priority-class';
import { baselineFacts, deployedPlatform, kindsOfBaseline } from '../support/charts/facts';
import { completeChart, defaultValuesOf, isComplete } from '../support/charts/folder';
import {
  applyChart,
  applyKindsOf,
  applyKindsOfSystem,
  areKindsThere,
  withChartsOrNotRun,
} from '../support/charts/on-lab';
import { countsOf, reviewable } from '../support/charts/reviewable';
import { kindsOfChart, lintChart, renderChart, type ChartObject } from '../support/charts/render';
import { sampleRoute } from '../support/charts/sample-route';
import { isTraefikBuilt, Traefik } from '../support/charts/traefik';
import { eventually } from '../support/lab/eventually';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const NAMESPACE = 'ingress';
const CHART = 'ingress';
const GATEWAYS = '/apis/gateway.networking.k8s.io/v1';
/** Kinds of objects that are in no namespace. */
const CLUSTER_WIDE =
  /^(Cluster|CustomResource|GatewayClass|IngressClass|APIService|Namespace)|(WebhookConfiguration|AdmissionPolicy)$/;
const DIGEST = `example.com/solver@sha256:${'a'.repeat(64)}`;
const platform = deployedPlatform();
const facts = baselineFacts(platform, CHART);
const hosts = { development: ['@', 'app'], production: ['@', 'www'] };

const where = withChartsOrNotRun(isComplete(CHART) && areKindsThere(), onLab);

where('the chart ingress', () => {
  let folder: string;
  beforeAll(() => {
    folder = completeChart(CHART, temporaryFolder());
  });
  const render = (values: object = {}) =>
    renderChart({ folder, name: CHART, namespace: NAMESPACE, values: { ...facts, ...values } });
  const only = (objects: readonly ChartObject[], kind: string, name?: string) =>
    objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));

  const DNS01 = { certificates: { solver: 'dns01' }, dns01: { image: DIGEST } };

  it.each([
    ['with http01', {}],
    ['with dns01', DNS01],
    ['without a zone', { dnsZone: '' }],
  ])('is clean for helm lint %s', (_name, values) => {
    expect(lintChart(folder, { ...facts, ...values })).toBe('');
  });

  it('has what it opens and whom it lets in', () => {
    const shown = ['Service', 'Gateway', 'HTTPRoute', 'Issuer', 'Certificate', 'NetworkPolicy'];
    const objects = render({ certificates: { hosts } });
    const own = objects.filter(
      ({ kind, metadata }) => shown.includes(kind) && metadata.labels?.['app.kubernetes.io/part-of'] === CHART,
    );

    expect(countsOf(objects)).toMatchSnapshot('all that is made');
    expect(reviewable(own)).toMatchSnapshot('what is opened');
  });

  it('has a listener for every environment of the file that has a domain, which takes routes of its namespace', () => {
    const { listeners } = only(render(), 'Gateway')[0]?.spec as {
      listeners: { hostname?: string; allowedRoutes: { namespaces: unknown } }[];
    };
    const taken = Object.fromEntries(
      listeners.flatMap(({ hostname, allowedRoutes }) => (hostname ? [[hostname, allowedRoutes.namespaces]] : [])),
    );
    const selector = (...values: string[]) => ({
      from: 'Selector',
      selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] },
    });

    expect(taken).toEqual({
      'ops.acme.example': selector('env-system', 'handoff', 'monitoring'),
      'handoff.ops.acme.example': selector('env-system', 'handoff', 'monitoring'),
      'dev.acme.example': selector('env-development'),
      'staging.acme.example': selector('env-staging'),
      'shop.acme.example': selector('env-production'),
    });
  });

  it('serves every name right under a domain with dns01, with one certificate', () => {
    const objects = render(DNS01);
    const names = only(objects, 'Certificate', 'shop.acme.example').map(({ spec }) => spec?.dnsNames);
    const listeners = JSON.stringify(only(objects, 'Gateway')[0]?.spec);

    expect(names).toEqual([['shop.acme.example', '*.shop.acme.example']]);
    expect(listeners).toContain('"hostname":"*.shop.acme.example"');
    expect(only(objects, 'APIService')).toHaveLength(1);
    expect(only(render(), 'APIService')).toEqual([]);
  });

  it('makes no record where the zone is kept elsewhere, and asks for no token', () => {
    const text = JSON.stringify(render({ dnsZone: '' }));

    expect(text).not.toMatch(/external-dns|linode-dns-token/);
    const made = JSON.stringify(render());
    expect(made).toMatch(/--domain-filter=acme\.example.*--txt-owner-id=acme/);
    // Drift is looked for among records that external-dns does not say are its own, by this name.
    expect(made).not.toContain('--txt-prefix');
  });

  it.each([
    [
      'a solver without an image',
      { certificates: { solver: 'dns01' } },
      'dns01.image: an image of a solver for Linode',
    ],
    ['dns01 without a zone', { ...DNS01, dnsZone: '' }, 'and platform.yaml has none: write network.dns there'],
    ['an image by tag', { dns01: { image: 'example.com/solver:1' } }, '/dns01/image'],
    ['a name that is not under its domain', { certificates: { hosts: { production: ['*'] } } }, '/certificates/hosts'],
    ['a value that it does not have', { certificate: {} }, 'certificate'],
    [
      'more names than a Gateway takes',
      { certificates: { defaultHosts: Array.from({ length: 16 }, (_, index) => `n${index}`) } },
      'write certificates.solver: dns01',
    ],
  ])('refuses %s', (_name, values, word) => {
    expect(() => render(values)).toThrow(word);
  });

  it.each([{}, DNS01])('makes nothing that Argo CD does not let the baseline make: %j', (values) => {
    const own = { folder, name: CHART, namespace: NAMESPACE, values: { ...facts, ...values } };
    const allowed = kindsOfBaseline(platform).map(({ group, kind }) => `${group}/${kind}`);
    const without = [...renderChart(own), ...kindsOfChart(own)]
      .filter(({ kind }) => CLUSTER_WIDE.test(kind))
      .map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]}/${kind}`);
    const elsewhere = renderChart(own).flatMap(({ metadata }) => metadata.namespace ?? []);

    expect([...new Set(without)].filter((kind) => !allowed.includes(kind))).toEqual([]);
    expect(new Set(elsewhere)).toEqual(new Set([NAMESPACE]));
  });

  it('tells the charts that it depends on where pods run, as the platform has it', () => {
    const values = defaultValuesOf(CHART) as Record<'traefik' | 'cert-manager', Record<string, unknown>>;
    const { webhook, cainjector } = values['cert-manager'];

    for (const placed of [values.traefik, values['cert-manager'], webhook, cainjector]) {
      expect(placed).toMatchObject(schedulingOf('system'));
    }
    expect(values.traefik.priorityClassName).toBe(BASELINE_PRIORITY.name);
    expect(values['cert-manager'].global).toMatchObject({ priorityClassName: BASELINE_PRIORITY.name });
  });

  describe('on an API server', () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await startLab({ pools: labPoolsOf(platform) });
      const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
      await lab.admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
      for (const { namespace } of platform.environments) {
        await lab.admin.create('/api/v1/namespaces', { metadata: { name: namespace } });
      }
      const { name, value } = BASELINE_PRIORITY;
      await lab.admin.create('/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value });
      applyKindsOfSystem(lab);
      applyKindsOf(lab, kindsOfChart({ folder, name: CHART, namespace: NAMESPACE, values: facts }));
    });
    afterAll(() => lab?.stop());

    it.each([
      ['with dns01', DNS01],
      ['without a zone', { dnsZone: '', firewallId: '' }],
      ['with http01', { certificates: { hosts } }],
    ])('is accepted, object by object, %s', (_name, values) => {
      const objects = render(values);

      expect(applyChart(lab, NAMESPACE, objects)).toHaveLength(
        objects.filter(({ kind }) => !kind.endsWith('WebhookConfiguration')).length,
      );
    });

    it('gets its pods admitted where nothing but the least is, on nodes of system', async () => {
      const deployments = only(render(DNS01), 'Deployment').map(({ metadata }) => metadata.name);
      const pods = await eventually(async () => {
        const { items = [] } = await lab.admin.get(`/api/v1/namespaces/${NAMESPACE}/pods`);
        const placed = items as {
          metadata: { name: string };
          spec: { nodeName?: string; priorityClassName?: string };
        }[];
        const isThere = (name: string) => placed.some((pod) => pod.metadata.name.startsWith(`${name}-`));
        return deployments.every(isThere) && placed.every(({ spec }) => spec.nodeName) ? placed : undefined;
      });

      expect(deployments.sort()).toEqual([
        'cert-manager',
        'cert-manager-cainjector',
        'cert-manager-webhook',
        'dns01-webhook',
        'external-dns',
        'traefik',
      ]);
      expect(pods.filter(({ spec }) => !spec.nodeName?.includes('system-baseline'))).toEqual([]);
      expect(pods.filter(({ spec }) => spec.priorityClassName !== BASELINE_PRIORITY.name)).toEqual([]);
    });

    (isTraefikBuilt() ? describe : describe.skip)('as Traefik takes it', () => {
      let traefik: Traefik;
      beforeAll(async () => {
        const objects = render({ certificates: { hosts } });
        applyChart(lab, NAMESPACE, objects);
        // Of what is in them, Traefik looks at nothing here.
        const { cert, key } = certificateOfLoopback(temporaryFolder());
        for (const { spec } of only(objects, 'Certificate')) {
          await lab.admin.create(`/api/v1/namespaces/${NAMESPACE}/secrets`, {
            metadata: { name: String(spec?.secretName) },
            type: 'kubernetes.io/tls',
            stringData: { 'tls.crt': cert, 'tls.key': key },
          });
        }
        const status = { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } };
        await lab.admin.patch(`/api/v1/namespaces/${NAMESPACE}/services/gateway/status`, { status });
        traefik = Traefik.start(lab);
      });
      afterAll(() => traefik?.stop());

      const PARENT = { name: 'platform', namespace: NAMESPACE };
      /** Makes a route of development, and tells what the Gateway says to each of its parents. */
      async function route(name: string, spec: object): Promise<string[]> {
        const path = `${GATEWAYS}/namespaces/env-development/httproutes`;
        await lab.admin.create(path, {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: { name },
          spec: { parentRefs: [PARENT], rules: [{ backendRefs: [{ name: 'app', port: 80 }] }], ...spec },
        });
        return eventually(async () => {
          const { status } = await lab.admin.get(`${path}/${name}`);
          const { parents = [] } = (status ?? {}) as {
            parents?: { conditions: { type: string; status: string; reason: string }[] }[];
          };
          const said = parents.flatMap(({ conditions }) =>
            conditions.filter(({ type }) => type === 'Accepted').map((it) => `${it.status} ${it.reason}`),
          );
          return said.length > 0 ? said : undefined;
        });
      }

      it('programs every listener, at the address of the NodeBalancer', async () => {
        const gateway = await eventually(async () => {
          const { status } = await lab.admin.get(`${GATEWAYS}/namespaces/${NAMESPACE}/gateways/platform`);
          const { listeners = [], addresses } = status as {
            listeners?: { name: string; conditions: { type: string; status: string }[] }[];
            addresses?: unknown;
          };
          return addresses ? { listeners, addresses } : undefined;
        });
        const bad = gateway.listeners.filter(({ conditions }) =>
          conditions.some(({ type, status }) => type === 'Programmed' && status !== 'True'),
        );

        expect(gateway.addresses).toEqual([{ type: 'IPAddress', value: '192.0.2.7' }]);
        expect(bad).toEqual([]);
        expect(gateway.listeners).toHaveLength(8);
      });

      it('serves a name of its environment', async () => {
        expect(await route('sample', sampleRoute().spec ?? {})).toEqual(['True Accepted']);
        expect(await route('own', { hostnames: ['app.dev.acme.example'] })).toEqual(['True Accepted']);
        await eventually(() =>
          Promise.resolve(
            traefik
              .served()
              .find(({ host, service }) => host === 'app.dev.acme.example' && service.includes('env-development')),
          ),
        );
      });

      it.each([
        ['the name of another environment', { hostnames: ['www.shop.acme.example'] }],
        ['a listener of another environment', { parentRefs: [{ ...PARENT, sectionName: 'www.shop.acme.example' }] }],
        ['what is not encrypted', { parentRefs: [{ ...PARENT, sectionName: 'http' }] }],
        ['a name of nobody', { hostnames: ['acme.example'] }],
      ])('refuses a route of development that asks for %s', async (name, spec) => {
        const said = await route(name.replaceAll(' ', '-'), spec);

        expect(said).toEqual([
          expect.stringMatching(/^False (NoMatchingListenerHostname|NotAllowedByListeners|NoMatchingParent)$/),
        ]);
      });

      it('serves a route without a name under those of its environment alone', async () => {
        expect(await route('all', {})).toEqual(['True Accepted']);
        await eventually(() => Promise.resolve(traefik.served().find(({ host }) => host === 'dev.acme.example')));
        const hostsOfDevelopment = traefik
          .served()
          .filter(({ service }) => service.includes('env-development'))
          .map(({ host }) => host);

        expect([...new Set(hostsOfDevelopment)].sort()).toEqual(['app.dev.acme.example', 'dev.acme.example']);
      });
    });
  });
});
