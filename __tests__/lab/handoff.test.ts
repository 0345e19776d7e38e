import type { FastifyInstance } from 'fastify';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedDesk } from '../../operations/handoff/service/deployed-desk';
import type { Desk } from '../../operations/handoff/service/desk';
import { jsonLog } from '../../operations/handoff/service/log';
import { handoffServer } from '../../operations/handoff/service/server';
import { runCommandLine } from '../support/command';
import { KEY, openapi, PEOPLE, type PersonName } from '../support/handoff/service';
import { aloneWith } from '../support/lab/alone';
import { AccessDesk } from '../support/lab/access-desk';
import { clientOf } from '../support/lab/kubeconfig';
import { platformData } from '../support/lab/roles';
import { labClient, onLab } from '../support/lab/running';
import type { PlatformData } from '../support/platforms';

const NAMESPACE = 'default';
const ACCOUNT = 'handoff-reader';

/** The platform of the lab, handed off. @param quota of production */
function handedOff(quota = {}): PlatformData {
  const data = platformData();
  const environments = data.environments as Record<string, object>;
  const production = {
    ...environments.production,
    ...{ domains: ['shop.acme.example'], handoff: { ingressBaseDomain: 'shop.acme.example' }, quota },
  };
  return {
    ...data,
    environments: { ...environments, production },
    handoffService: {
      address: 'https://handoff.acme.example',
      oidc: { issuer: 'https://id.acme.example', clientId: 'lke-platform' },
      roles: [
        { role: 'platform-engineer', groups: ['platform'] },
        { role: 'app-team', groups: ['shop'] },
        { role: 'read-only', serviceAccounts: [`${NAMESPACE}/${ACCOUNT}`] },
      ],
    },
  };
}

onLab('the hand-off of an environment', () => {
  aloneWith('production');
  let engineer: AccessDesk;
  let desk: Desk;
  let server: FastifyInstance;
  beforeAll(async () => {
    engineer = await AccessDesk.open();
    const platform = await engineer.apply(handedOff());
    const log = jsonLog(() => undefined);
    desk = deployedDesk(platform, { ...engineer.environment('ada'), LKE_PLATFORM_HANDOFF_KEY: KEY }, log);
    server = await handoffServer({ desk, openapi, log });
    await labClient().create(`/api/v1/namespaces/${NAMESPACE}/serviceaccounts`, { metadata: { name: ACCOUNT } });
  });
  afterAll(async () => {
    await server.close();
    await labClient().remove(`/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${ACCOUNT}`);
    await engineer.close();
  });

  const run = (...args: string[]) => runCommandLine(['handoff', ...args], engineer.environment('ada'));
  const resultOf = <T>(stdout: string) => (JSON.parse(stdout) as { result: T }).result;

  describe('its contract', () => {
    it('is published with the namespace that is there, once', async () => {
      const first = await runCommandLine(['handoff', 'publish', 'production', '--json'], engineer.environment('ada'));
      const again = await run('publish', 'production');
      const { contracts } = resultOf<{ contracts: { version: number; status: string }[] }>(first.stdout);
      const shown = await run('show', 'production', '--json');
      const { contract } = resultOf<{ contract: { namespace_uid: string } }>(shown.stdout);
      const namespace = await labClient().get('/api/v1/namespaces/env-production');

      expect(contracts).toEqual([expect.objectContaining({ status: 'published', version: 1 })]);
      expect(again.stdout).toContain('as version 1 says');
      expect(contract.namespace_uid).toBe((namespace.metadata as { uid?: string }).uid);
    });

    it('is compared with the file', async () => {
      await expect(run('diff')).resolves.toMatchObject({ exitCode: 0 });
      engineer.write(handedOff({ pods: 1 }));
      const { exitCode, stdout } = await run('diff');
      engineer.write(handedOff());

      expect([exitCode, stdout]).toEqual([
        2,
        expect.stringMatching(/breaking +quota\.pods: \d+ → 1 +\(quota-lowered\)/),
      ]);
    });

    it('is a catalog for Backstage', async () => {
      const { stdout } = await run('show', 'production', '--as', 'catalog');

      expect(stdout).toMatch(/kind: Resource[^]*---[^]*kind: API/);
    });
  });

  describe('by its service', () => {
    const tokenFor = async (audiences?: readonly string[]) => {
      const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${ACCOUNT}/token`;
      const answer = await labClient().create(path, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 600, ...(audiences && { audiences }) },
      });
      return (answer as unknown as { status: { token: string } }).status.token;
    };
    const contract = (authorization: string) =>
      server.inject({ url: '/v1/environments/production/contract', headers: { authorization } });

    it('opens to a token for its audience alone, and to no other of the same account', async () => {
      const own = await tokenFor(['lke-platform-handoff']);
      const [header = '', , signature = ''] = own.split('.');
      const raised = Buffer.from(JSON.stringify({ sub: 'system:serviceaccount:kube-system:lke-admin' })).toString(
        'base64url',
      );
      const none = Buffer.from('{"alg":"none"}').toString('base64url');
      const statuses = await Promise.all(
        [
          own,
          await tokenFor(),
          await tokenFor(['another']),
          `${header}.${raised}.${signature}`,
          `${none}.${raised}.`,
        ].map(async (token) => (await contract(`Bearer ${token}`)).statusCode),
      );

      expect(statuses).toEqual([200, 401, 401, 401, 401]);
    });

    it('gives a kubeconfig that opens the cluster, once, after a second person has agreed', async () => {
      const ask = async (who: PersonName, path: string, payload: object = {}) => {
        const cookie = await desk.sessions.begin(PEOPLE[who], desk.now());
        const caller = await desk.sessions.open(cookie, desk.now());
        const headers = { cookie: `__Host-lke-platform=${cookie}`, 'x-csrf-token': caller?.csrf ?? '' };
        const url = `/v1/environments/production/access-requests${path}`;
        const answer = await server.inject({ method: 'POST', url, headers, payload });
        return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
      };
      const asked = await ask('kim', '', { role: 'app-team', reason: 'a release', duration: 'PT1H' });
      const id = String(asked.body.request);
      const agreed = await ask('ada', `/${id}/approval`, { reason: 'agreed' });
      const link = await ask('kim', `/${id}/kubeconfig-links`);
      const url = new URL(String(link.body.kubeconfig_url)).pathname;
      const [first, second] = await Promise.all([server.inject({ url }), server.inject({ url })]);
      const kubeconfig = [first, second].find(({ statusCode }) => statusCode === 200)?.body ?? '';
      const file = join(engineer.holder, 'from-the-service');
      writeFileSync(file, kubeconfig);

      expect([asked.status, agreed.status, link.status]).toEqual([201, 200, 201]);
      expect([first.statusCode, second.statusCode].sort()).toEqual([200, 410]);
      await expect(clientOf(file).ask('GET', '/api/v1/namespaces/env-production/pods')).resolves.toMatchObject({
        status: 200,
      });
      const events = await engineer.events('production', 'access-grant');
      expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([
        ['access-grant.began', { name: 'https://id.acme.example#sub-kim', provenBy: 'oidc' }],
        ['access-grant.done', { name: 'https://id.acme.example#sub-kim', provenBy: 'oidc' }],
      ]);
    });
  });
});
