import type { EnvironmentName } from '../../../../model/entities/environment';
import { alertOf, ENDPOINTS, type Endpoint, type EndpointName } from '../../../support/handoff/endpoints';
import { FORM, sendForm } from '../../../support/handoff/form';
import {
  type Answered,
  inEnvironment,
  openapi,
  type PersonName,
  serviceWorld,
  type ServiceWorld,
} from '../../../support/handoff/service';

type Who = PersonName | `token-${string}` | undefined;

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

/** What a reader does with the API, and with the page. */
const READS: readonly EndpointName[] = [
  ...(['getContract', 'getStatus', 'getHistory', 'listAccessRequests', 'askForAccess', 'makeKubeconfigLink'] as const),
];
const PAGE: readonly EndpointName[] = ['showEnvironment', 'sendAccessForm', 'sendKubeconfigForm'];
const PERSON: readonly EndpointName[] = [...READS, ...PAGE];
const ENGINEER: readonly EndpointName[] = [
  ...PERSON,
  ...(['approveAccess', 'refuseAccess', 'sendApprovalForm', 'sendRefusalForm'] as const),
];
const ALERTS: readonly EndpointName[] = ['tellAlerts'];
const NOTHING: readonly EndpointName[] = [];

/** Who may do what where: the specification. Machines that are platform-engineer may approve nothing all the same. */
const MAY: Readonly<Record<string, Readonly<Record<EnvironmentName, readonly EndpointName[]>>>> = {
  ada: { system: ENGINEER, development: ENGINEER, staging: ENGINEER, production: ENGINEER },
  kim: { system: NOTHING, development: PERSON, staging: NOTHING, production: PERSON },
  ann: { system: NOTHING, development: NOTHING, staging: PERSON, production: NOTHING },
  eve: { system: NOTHING, development: NOTHING, staging: NOTHING, production: NOTHING },
  'token-of-catalog': { system: NOTHING, development: NOTHING, staging: NOTHING, production: READS },
  'token-of-robot': { system: READS, development: READS, staging: READS, production: READS },
  'token-of-alertmanager': { system: NOTHING, development: NOTHING, staging: NOTHING, production: ALERTS },
  'token-of-stranger': { system: NOTHING, development: NOTHING, staging: NOTHING, production: NOTHING },
};

/** What needs no role: it is open, or takes a session of anybody, or an address that is itself the right. */
const WITHOUT_ROLE = [
  ...['getHealth', 'getReadiness', 'getMetrics', 'getOpenapi', 'getStyle', 'logIn', 'finishLogin', 'fetchKubeconfig'],
  ...['logOut', 'sendSignOutForm', 'whoAmI', 'listEnvironments', 'showOverview'],
];

const CELLS = Object.entries(MAY).flatMap(([who, environments]) =>
  Object.entries(environments).flatMap(([environment, allowed]) =>
    NAMES.map((endpoint) => ({
      ...{ who: who as Who, environment: environment as EnvironmentName, endpoint },
      expected: allowed.includes(endpoint) ? 'let in' : 'refused',
    })),
  ),
);

/** Asks as the endpoint is asked: by a form where it is one. */
function askAs(world: ServiceWorld, who: Who, { request, form }: Endpoint, at: EnvironmentName): Promise<Answered> {
  const asked = request(at);
  if (!form) return world.ask(who, asked);
  if (who !== undefined && !who.startsWith('token-'))
    return sendForm(world, who as PersonName, { url: asked.url, fields: form });
  const payload = new URLSearchParams({ csrf_token: 'x'.repeat(43), ...form }).toString();
  return world.ask(who, { ...asked, payload, headers: { 'content-type': FORM } });
}

const isNoRefusal = ({ status }: Answered) => status !== 403 && status !== 401;

describe('who may do what', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceWorld();
  });
  afterAll(() => world.server.close());

  it.each(CELLS)('$who is $expected: $endpoint of $environment', async ({ who, environment, endpoint, expected }) => {
    const { isLetIn = isNoRefusal, ...way }: Endpoint = ENDPOINTS[endpoint];
    const answer = await askAs(world, who, way, environment);

    expect(isLetIn(answer, environment) ? 'let in' : 'refused').toBe(expected);
    expect(answer.status).toBeLessThan(500);
  });

  it('is told of every operation of the OpenAPI file: a new one has a row here, or needs no role', () => {
    const paths = openapi.document.paths as Record<string, Record<string, { operationId: string }>>;
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));

    expect([...NAMES, ...WITHOUT_ROLE].sort()).toEqual(ids.sort());
    // Whatever is done in an environment takes a role in it.
    const within = Object.entries(paths).filter(([path]) => path.includes('{environment}'));
    const inside = within.flatMap(([, path]) => Object.values(path).map(({ operationId }) => operationId));
    expect(inside.filter((id) => WITHOUT_ROLE.includes(id))).toEqual([]);
  });

  it.each(NAMES)('nobody does anything without proving who they are: %s', async (endpoint) => {
    const { status, text } = await askAs(world, undefined, ENDPOINTS[endpoint], 'production');

    expect([status, text]).toEqual([401, expect.stringMatching(/nothing proves who you are|<h1>Sign in/)]);
  });

  it('takes of what Alertmanager tells nothing of environments that it does not speak for', async () => {
    const [ours, theirs] = [alertOf('production'), alertOf('staging')];
    const payload = { ...ours, alerts: [...ours.alerts, ...theirs.alerts] };
    const answer = await world.ask('token-of-alertmanager', { method: 'POST', url: '/v1/alerts', payload });

    expect(answer).toMatchObject({
      status: 200,
      body: { environments: [{ environment: 'production', status: 'provisioning', degraded: false }] },
    });
  });

  it('lists the environments that the caller has a role in', async () => {
    const namesFor = async (who: Who) =>
      ((await world.ask(who, { url: '/v1/environments' })).body.environments as { environment: string }[]).map(
        ({ environment }) => environment,
      );

    await expect(namesFor('kim')).resolves.toEqual(['development', 'production']);
    await expect(namesFor('eve')).resolves.toEqual([]);
  });

  it('gives nobody a role that is more than their own', async () => {
    const asked = { method: 'POST', url: inEnvironment('production', 'access-requests') } as const;
    const wanted = { role: 'platform-engineer', reason: 'more' };

    await expect(world.ask('kim', { ...asked, payload: wanted })).resolves.toMatchObject({
      status: 403,
      body: { detail: 'You may ask for: app-team, read-only.' },
    });
  });
});
