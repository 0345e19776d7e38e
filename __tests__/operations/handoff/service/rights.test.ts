import type { EnvironmentName } from '../../../../model/entities/environment';
import { inEnvironment, type PersonName, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

type Who = PersonName | `token-${string}` | undefined;

/** What is asked for, in an environment. */
const ENDPOINTS = {
  contract: (at: EnvironmentName) => ({ method: 'GET', url: inEnvironment(at, 'contract') }),
  status: (at: EnvironmentName) => ({ method: 'GET', url: inEnvironment(at, 'status') }),
  history: (at: EnvironmentName) => ({ method: 'GET', url: inEnvironment(at, 'history') }),
  requests: (at: EnvironmentName) => ({ method: 'GET', url: inEnvironment(at, 'access-requests') }),
  ask: (at: EnvironmentName) => ({
    ...{ method: 'POST', url: inEnvironment(at, 'access-requests') },
    payload: { role: 'read-only', reason: 'a look' },
  }),
  approve: (at: EnvironmentName) => ({
    ...{ method: 'POST', url: inEnvironment(at, 'access-requests/0123456789/approval') },
    payload: { reason: 'agreed' },
  }),
  refuse: (at: EnvironmentName) => ({
    ...{ method: 'POST', url: inEnvironment(at, 'access-requests/0123456789/refusal') },
    payload: { reason: 'not now' },
  }),
  link: (at: EnvironmentName) => ({
    method: 'POST',
    url: inEnvironment(at, 'access-requests/0123456789/kubeconfig-links'),
  }),
} as const;
type Endpoint = keyof typeof ENDPOINTS;
const NAMES = Object.keys(ENDPOINTS) as Endpoint[];

const READS: readonly Endpoint[] = ['contract', 'status', 'history', 'requests', 'ask', 'link'];
const ALL: readonly Endpoint[] = NAMES;
const NOTHING: readonly Endpoint[] = [];

/** Who may do what where: the specification. Machines that are platform-engineer may approve nothing all the same. */
const MAY: Readonly<Record<string, Readonly<Record<EnvironmentName, readonly Endpoint[]>>>> = {
  ada: { system: ALL, development: ALL, staging: ALL, production: ALL },
  kim: { system: NOTHING, development: READS, staging: NOTHING, production: READS },
  ann: { system: NOTHING, development: NOTHING, staging: READS, production: NOTHING },
  eve: { system: NOTHING, development: NOTHING, staging: NOTHING, production: NOTHING },
  'token-of-catalog': { system: NOTHING, development: NOTHING, staging: NOTHING, production: READS },
  'token-of-robot': { system: READS, development: READS, staging: READS, production: READS },
  'token-of-alertmanager': { system: NOTHING, development: NOTHING, staging: NOTHING, production: NOTHING },
  'token-of-stranger': { system: NOTHING, development: NOTHING, staging: NOTHING, production: NOTHING },
};

const CELLS = Object.entries(MAY).flatMap(([who, environments]) =>
  Object.entries(environments).flatMap(([environment, allowed]) =>
    NAMES.map((endpoint) => ({
      ...{ who: who as Who, environment: environment as EnvironmentName, endpoint },
      expected: allowed.includes(endpoint) ? 'let in' : 'refused',
    })),
  ),
);

describe('who may do what', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceWorld();
  });
  afterAll(() => world.server.close());

  it.each(CELLS)('$who is $expected: $endpoint of $environment', async ({ who, environment, endpoint, expected }) => {
    const { status } = await world.ask(who, ENDPOINTS[endpoint](environment));

    expect(status === 403 || status === 401 ? 'refused' : 'let in').toBe(expected);
    expect(status).toBeLessThan(500);
  });

  it.each(NAMES)('nobody does anything without proving who they are: %s', async (endpoint) => {
    const { status, body } = await world.ask(undefined, ENDPOINTS[endpoint]('production'));

    expect([status, body.title]).toEqual([401, 'nothing proves who you are']);
  });

  it.each(['ada', 'kim', 'token-of-catalog', 'token-of-robot', 'token-of-stranger', undefined] as const)(
    '%s does not speak for Alertmanager',
    async (who) => {
      const { status } = await world.ask(who, { method: 'POST', url: '/v1/alerts', payload: notification() });

      expect([401, 403]).toContain(status);
    },
  );

  it('lets Alertmanager tell of the environments that it speaks for', async () => {
    const alerts = { method: 'POST', url: '/v1/alerts', payload: notification() } as const;

    await expect(world.ask('token-of-alertmanager', alerts)).resolves.toMatchObject({
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

const notification = () => ({
  ...{ version: '4', groupKey: 'g', status: 'firing', receiver: 'handoff' },
  alerts: ['production', 'staging'].map((environment, index) => ({
    status: 'firing',
    labels: { environment, severity: 'critical', alertname: 'Down' },
    ...{ startsAt: '2026-11-27T11:00:00Z', fingerprint: `ab${index}` },
  })),
});
