import type { KubernetesClient } from '../../operations/kubernetes/client';
import { Attacker } from '../support/lab/attacker';
import { areKindsThere } from '../support/charts/on-lab';
import { isTraefikBuilt } from '../support/charts/traefik';
import { eventually } from '../support/lab/eventually';
import { onLab } from '../support/lab/running';
import { type Judgement, ServedGateway } from '../support/lab/served-gateway';
import { exampleData, platformOf } from '../support/platforms';

const PARENT = { name: 'platform', namespace: 'ingress' };
const SHOP = { name: 'shop', port: 80 };
/** The usual layout: one domain for what customers see, and those of other environments below it. */
const DOMAINS = { production: ['acme.example'], development: ['dev.acme.example'] };
const DNS01 = { certificates: { solver: 'dns01' }, dns01: { image: `example.com/solver@sha256:${'a'.repeat(64)}` } };

function platformWithinOneDomain() {
  const { environments, ...others } = exampleData() as { environments: Readonly<Record<string, object>> };
  const changed = Object.entries(DOMAINS).map(([name, domains]) => [name, { ...environments[name], domains }]);
  return platformOf({
    ...others,
    environments: { ...environments, ...(Object.fromEntries(changed) as object) },
    argoCd: { enabled: true },
    applications: [
      {
        ...{ name: 'ingress', sourceRepo: 'infra/helm/ingress', destinationNamespace: 'ingress' },
        syncPolicy: { automated: true, selfHeal: true },
      },
    ],
  });
}

const routeOf = (name: string, spec: object, kind = 'HTTPRoute') => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  metadata: { name },
  spec: { parentRefs: [PARENT], rules: [{ backendRefs: [SHOP] }], ...spec },
});
const traefikService = (name: string) => ({ group: 'traefik.io', kind: 'TraefikService', name });

(isTraefikBuilt() && areKindsThere() ? onLab : describe.skip)('the fence between environments on the Gateway', () => {
  let gateway: ServedGateway;
  let teams: Readonly<Record<'production' | 'development', KubernetesClient>>;
  beforeAll(async () => {
    gateway = await ServedGateway.open(platformWithinOneDomain(), DNS01);
    const [production, development] = [await gateway.teamIn('env-production'), await gateway.teamIn('env-development')];
    teams = { production, development };
    await gateway.makeService('env-production', 'shop', '10.2.1.1');
    await gateway.makeService('env-development', 'shop', '10.2.2.2');
  });
  afterAll(() => gateway?.stop());

  const judged = (namespace: string, name: string): Promise<Judgement> =>
    eventually(() => gateway.judgementOf(namespace, name));
  /** Makes a route as the platform itself, whom no policy asks, and tells what the Gateway says. */
  async function byGatewayAlone(name: string, spec: object): Promise<Judgement> {
    await gateway.admin.send('POST', ServedGateway.pathOf('env-development'), routeOf(name, spec));
    return judged('env-development', name);
  }
  async function make(environment: 'production' | 'development', name: string, spec: object): Promise<Judgement> {
    await teams[environment].send('POST', ServedGateway.pathOf(`env-${environment}`), routeOf(name, spec));
    return judged(`env-${environment}`, name);
  }
  const isRefused = (environment: 'production' | 'development', words: string, spec: object, kind = 'HTTPRoute') =>
    new Attacker(teams[environment]).isRefused(
      words,
      'POST',
      ServedGateway.pathOf(`env-${environment}`, `${kind.toLowerCase()}s`),
      routeOf('evil', spec, kind),
    );

  const FINE = { taken: 'True Accepted', backends: 'True ResolvedRefs' };

  it('lets each environment serve names of its own', async () => {
    expect(await make('production', 'shop', { hostnames: ['acme.example', 'www.acme.example'] })).toEqual(FINE);
    expect(await make('development', 'all', {})).toEqual(FINE);
    expect(await make('development', 'any', { hostnames: ['*.dev.acme.example'] })).toEqual(FINE);
    expect(await make('development', 'app', { hostnames: ['app.dev.acme.example'] })).toEqual(FINE);
  });

  it.each([
    ['a name under the domain of another', 'production', ['www.dev.acme.example']],
    ['the domain of another', 'production', ['www.acme.example', 'dev.acme.example']],
    ['every name, those of another among them', 'production', ['*.acme.example']],
    ['every name under the domain of another', 'production', ['*.dev.acme.example']],
    ['a name under the domain above', 'development', ['www.acme.example']],
    ['the domain above', 'development', ['acme.example']],
    ['every name under the domain above', 'development', ['*.acme.example']],
    ['a name of nobody', 'development', ['dev.acme.example.evil.example']],
    ['the end of a name', 'development', ['evildev.acme.example']],
  ] as const)('refuses %s', async (_what, environment, hostnames) => {
    for (const kind of ['HTTPRoute', 'GRPCRoute'])
      await isRefused(environment, `name of ${environment}, whose names are under`, { hostnames }, kind);
  });

  it('refuses a route without names where it would serve those of another', async () => {
    await isRefused('production', 'List its names in spec.hostnames', {});
  });

  it('says which names are whose', async () => {
    await isRefused(
      'production',
      'spec.hostnames: www.dev.acme.example is not, or not only, a name of production, whose names are under acme.example and not under',
      { hostnames: ['www.acme.example', 'www.dev.acme.example'] },
    );
  });

  it('refuses such a name in a change of a route, and leaves other changes of what was there before', async () => {
    const paths = { shop: `${ServedGateway.pathOf('env-production')}/shop` };
    const team = new Attacker(teams.production);
    await team.isRefused('name of production', 'PATCH', paths.shop, { spec: { hostnames: ['dev.acme.example'] } });
    await gateway.admin.send(
      'POST',
      ServedGateway.pathOf('env-production'),
      routeOf('former', { hostnames: ['former.dev.acme.example'] }),
    );
    const former = `${ServedGateway.pathOf('env-production')}/former`;
    await team.mayDo('PATCH', former, { metadata: { labels: { note: 'looked-at' } } });
    await team.isRefused('name of production', 'PATCH', former, { spec: { rules: [{ backendRefs: [SHOP, SHOP] }] } });
    await gateway.admin.send('DELETE', former);
  });

  it('gives the hand-off service, and what monitors, names of system alone', async () => {
    for (const namespace of ['handoff', 'monitoring']) {
      const team = await gateway.teamIn(namespace);
      const path = ServedGateway.pathOf(namespace);
      const evil = routeOf('evil', { hostnames: ['www.acme.example'] });
      await new Attacker(team).isRefused('name of system', 'POST', path, evil);
      await gateway.makeService(namespace, 'shop', '10.2.3.3');
      await team.send('POST', path, routeOf('own', { hostnames: [`${namespace}.ops.acme.example`] }));
      expect(await judged(namespace, 'own')).toEqual(FINE);
    }
  });

  it.each(['api@internal', 'prometheus@internal'])('leads to nothing of Traefik itself: %s', async (name) => {
    const backendRefs = [traefikService(name)];
    await isRefused('development', 'backends of a route are Services', { rules: [{ backendRefs }] });
    for (const [index, backends] of [backendRefs, [...backendRefs, SHOP]].entries()) {
      const said = await byGatewayAlone(`${name.split('@')[0]}-${index}`, { rules: [{ backendRefs: backends }] });
      expect(said.backends).toMatch(/^False (RefNotPermitted|InvalidKind)$/);
    }
    expect(gateway.traefik.served().map(({ service }) => service)).not.toContain(name);
  });

  it('leads to no backend of another environment by its name in Traefik', async () => {
    const found = await eventually(() =>
      Promise.resolve(gateway.traefik.served().find(({ service }) => service.includes('env-production-shop'))),
    );
    const backendRefs = [traefikService(`${found.service}@kubernetesgateway`)];
    await isRefused('development', 'backends of a route are Services', { rules: [{ backendRefs }] });

    expect((await byGatewayAlone('theirs', { rules: [{ backendRefs }] })).backends).toBe('False InvalidKind');
  });

  it('leads to no Service of another environment that does not let it', async () => {
    const rules = [{ backendRefs: [{ ...SHOP, namespace: 'env-production' }] }];

    expect((await make('development', 'across', { rules })).backends).toBe('False RefNotPermitted');
  });

  it('leads to no name that a Service stands for', async () => {
    await teams.development.send('POST', '/api/v1/namespaces/env-development/services', {
      metadata: { name: 'elsewhere' },
      spec: { type: 'ExternalName', externalName: 'shop.env-production.svc.cluster.local', ports: [{ port: 80 }] },
    });
    const rules = [{ backendRefs: [{ name: 'elsewhere', port: 80 }] }];

    expect((await make('development', 'elsewhere', { rules })).backends).toBe('False BackendNotFound');
  });

  it('lets nobody of an environment write what stands behind a Service, or who may use it', async () => {
    const team = new Attacker(teams.development);
    const kinds = [
      '/apis/discovery.k8s.io/v1/namespaces/env-development/endpointslices',
      '/api/v1/namespaces/env-development/endpoints',
      ...['gateways', 'referencegrants', 'backendtlspolicies', 'tlsroutes'].map((plural) =>
        ServedGateway.pathOf('env-development', plural),
      ),
    ];
    for (const path of kinds) await team.isForbidden('POST', path, { metadata: { name: 'evil' } });
    await team.isForbidden('POST', ServedGateway.pathOf('env-production'), routeOf('evil', {}));
  });

  it('serves under each name what its own environment says', () => {
    const hosts = gateway.traefik
      .served()
      .flatMap(({ host, service }) => (service.includes('env-production') ? host : []));

    expect([...new Set(hosts)].sort()).toEqual(['acme.example', 'www.acme.example']);
  });
});
