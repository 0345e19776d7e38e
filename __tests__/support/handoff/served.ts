import { STATUS_KIND } from '../../../model/lifecycle/record';
import { judge, NO_POLICY } from '../../../model/rules/drift/judge';
import { identityProvider } from '../../../operations/handoff/service/identity-provider';
import { difference, report } from '../drift';
import { freePort } from '../free-port';
import { CLIENT_SECRET, startIdentityProvider } from './identity-provider';
import { PEOPLE, type PersonName, servicePlatform, serviceWorld, type ServiceWorld } from './service';

/** A service that a browser reaches, with an identity provider where kim and ada sign in. */
export interface ServedWorld {
  readonly world: ServiceWorld;
  readonly address: string;
  readonly issuer: string;
  /** A session of somebody, as the cookie of it. */
  cookieOf(who: PersonName): Promise<string>;
  /** Asks for access to production. */
  askFor(who: PersonName, reason: string): Promise<void>;
  stop(): Promise<void>;
}

const LONG = `kubernetes_network_policy_v1.${'a_very_long_name_'.repeat(6)}["${'key'.repeat(15)}"]`;

/** What differs in production, in the reports of the tests. */
const FINDINGS = judge(
  [
    difference({ by: { who: 'mallory', when: '2026-11-27T02:14:03', source: 'linode-events' } }),
    difference({ address: LONG, kind: 'kubernetes_network_policy_v1', path: [], action: 'removed' }),
    difference({ address: 'linode_domain.zone', kind: 'linode_domain', path: ['ttl_sec'], before: 300, after: 60 }),
  ],
  NO_POLICY,
  '2026-11-27',
);

export async function servedWorld(): Promise<ServedWorld> {
  const address = `http://127.0.0.1:${await freePort()}`;
  const redirect = `${address}/login/callback`;
  const program = await startIdentityProvider(redirect);
  const platform = servicePlatform();
  const service = platform.handoffService && { ...platform.handoffService, address };
  const world = await serviceWorld({
    platform: { ...platform, handoffService: service },
    provider: identityProvider({ oidc: program.oidc, redirect, clientSecret: CLIENT_SECRET }),
    driftReports: (environment, latest) => Promise.resolve(REPORTS[environment]?.slice(0, latest) ?? []),
  });
  await writeHistory(world);
  await world.server.listen({ host: '127.0.0.1', port: Number(new URL(address).port) });
  const { sessions, now } = world.desk;
  const sessionOf = (who: PersonName) => sessions.begin(PEOPLE[who], now());
  return {
    ...{ world, address, issuer: program.issuer },
    cookieOf: async (who) => `lke-platform=${await sessionOf(who)}`,
    askFor: async (who, reason) => {
      const session = await sessionOf(who);
      const { csrf = '' } = (await sessions.open(session, now())) ?? {};
      const { status } = await world.ask(undefined, {
        ...({ method: 'POST', url: '/v1/environments/production/access-requests' } as const),
        payload: { role: 'app-team', reason },
        headers: { cookie: `lke-platform=${session}`, 'x-csrf-token': csrf },
      });
      if (status !== 201) throw new Error(`the request is answered with ${status}`);
    },
    stop: async () => {
      await world.server.close();
      program.stop();
    },
  };
}

const of = (time: string) => ({ detected_at: time, last_complete_at: time });
const REPORTS: Readonly<Record<string, ReturnType<typeof report>[]>> = {
  production: [
    report({ ...of('2026-11-27T06:00:00.000Z'), drift_summary: 'major', findings: FINDINGS }),
    report(of('2026-11-26T06:00:00.000Z')),
    report({ ...of('2026-11-25T06:00:00.000Z'), drift_summary: 'minor' }),
  ],
  development: [report({ ...of('2026-11-27T06:00:00.000Z'), environment: 'development' })],
};

/** Production was made, went back from a change, and is degraded; development is ready. */
async function writeHistory({ ledger }: ServiceWorld): Promise<void> {
  const actor = { name: 'jane', provenBy: 'linode-profile' as const };
  const record = (what: string, kind: string, details = {}) => ({ ...{ kind, actor, what, why: null }, details });
  const change = (from: string, to: string, event: string) =>
    record(`${from} → ${to}`, STATUS_KIND, { ...{ record: 1, from, to }, event });
  for (const name of ['development', 'production'] as const) {
    await ledger.append(name, record(`apply ${name}: 3 to change`, 'apply.done'));
    await ledger.append(name, change('provisioning', 'ready', 'apply-succeeded'));
  }
  await ledger.append('production', record('went back from production/2026-11-27: 3 steps', 'rollback.done'));
  await ledger.append('production', change('ready', 'degraded', 'health-check-failed'));
}
