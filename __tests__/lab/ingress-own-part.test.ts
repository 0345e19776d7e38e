import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselineFacts, deployedPlatform } from '../support/charts/facts';
import { defaultValuesOf, dependenciesOf, ownChart } from '../support/charts/folder';
import { type ChartObject, renderChart } from '../support/charts/render';
import { onLab } from '../support/lab/running';
import { temporaryFolder } from '../support/temporary-folder';

const CHART = 'ingress';
const facts = baselineFacts(deployedPlatform(), CHART);
const HANDOFF = 'handoff.ops.acme.example';

/** A copy of the chart with, for the one of Traefik, another one, which tells the values that it is given. */
function withValuesTold(): string {
  const folder = ownChart(CHART, temporaryFolder());
  const chart = join(folder, 'charts/traefik');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  const dependency = dependenciesOf(CHART).find(({ name }) => name === 'traefik');
  writeFileSync(join(chart, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', ...dependency, version: '1.0.0' }));
  writeFileSync(join(chart, 'values.yaml'), 'api: { dashboard: true }\n');
  const told = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: told }\ndata: { api: {{ toJson .Values.api | quote }} }\n`;
  writeFileSync(join(chart, 'templates/told.yaml'), told);
  return folder;
}

// It takes no chart of others.
onLab('what the chart ingress makes itself', () => {
  let folder: string;
  beforeAll(() => {
    folder = ownChart(CHART, temporaryFolder());
  });
  const render = (values: object = {}, from = folder) =>
    renderChart({ folder: from, name: CHART, namespace: CHART, values: { ...facts, ...values } });
  const only = (objects: readonly ChartObject[], kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name)?.spec;

  it('takes the route of the hand-off service, whose name the platform file has, and leads to it', () => {
    const objects = render({ certificates: { hosts: { system: ['@', 'grafana'] } } });
    const { listeners } = only(objects, 'Gateway', 'platform') as { listeners: { hostname?: string }[] };
    const listener = listeners.find(({ hostname }) => hostname === HANDOFF);

    expect(JSON.stringify(listener)).toContain('"env-system","handoff","monitoring"');
    expect(listeners.map(({ hostname }) => hostname)).toContain('grafana.ops.acme.example');
    expect(only(objects, 'Certificate', HANDOFF)).toMatchObject({ dnsNames: [HANDOFF] });
    expect(JSON.stringify(only(objects, 'NetworkPolicy', 'traefik'))).toContain('"handoff"');
  });

  it('has one listener for it where a clone lists it, too', () => {
    const { listeners } = only(
      render({ certificates: { hosts: { system: ['handoff'] } } }),
      ...(['Gateway', 'platform'] as const),
    ) as {
      listeners: { hostname?: string }[];
    };

    expect(listeners.filter(({ hostname }) => hostname === HANDOFF)).toHaveLength(1);
  });

  it('makes no listener of one environment for a name that is under a deeper domain of another', () => {
    const environments = [
      { name: 'production', namespace: 'env-production', domains: ['acme.example'] },
      { name: 'development', namespace: 'env-development', domains: ['dev.acme.example'] },
    ];
    const names = (hosts: object) => () => render({ environments, certificates: { hosts } });

    for (const host of ['dev', 'www.dev']) {
      expect(names({ production: [host] })).toThrow(
        `certificates.hosts: ${host}.acme.example would be a name of production, and dev.acme.example is a domain of development: list it there`,
      );
    }
    expect(names({ production: ['@', 'www', 'evildev'], development: ['@', 'www'] })).not.toThrow();
  });

  it('gives the NodeBalancer what a clone asks of it, as on the enterprise tier', () => {
    const range = { 'service.beta.kubernetes.io/linode-loadbalancer-backend-ipv4-range': '10.0.255.0/30' };
    const gateway = render({ loadBalancer: { annotations: range } }).find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === 'gateway',
    );

    expect(gateway?.metadata.annotations).toMatchObject({
      ...range,
      'service.beta.kubernetes.io/linode-loadbalancer-default-proxy-protocol': 'v2',
    });
  });

  it('takes the usual values of the API of Traefik away, of which any switches it on', () => {
    const folderWithTraefik = temporaryFolder();
    cpSync(withValuesTold(), folderWithTraefik, { recursive: true });
    const told = render({}, folderWithTraefik).find(({ metadata }) => metadata.name === 'told');

    expect(defaultValuesOf(CHART).traefik).toHaveProperty('api', null);
    expect(told?.data).toEqual({ api: 'null' });
  });
});
