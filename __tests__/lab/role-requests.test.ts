import { request } from 'node:https';
import type { Role } from '../../model/entities/access-policy';
import { accessNameOf } from '../../model/naming';
import { giveAccess } from '../support/lab/access';
import { tokenOf } from '../support/lab/grants';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { platformWithRoles } from '../support/lab/roles';

type Ask = readonly [method: string, path: string, body?: object];

const NS = '/api/v1/namespaces/env-production';
const APPS = '/apis/apps/v1/namespaces/env-production';
const RBAC = '/apis/rbac.authorization.k8s.io/v1/namespaces/env-production';
const pod = { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } };
const template = { ...pod, metadata: { labels: { app: 'x' } } };
const deployment = (name: string) => ({
  metadata: { name },
  spec: { selector: { matchLabels: { app: 'x' } }, template },
});
const review = { spec: { resourceAttributes: { verb: 'get', resource: 'secrets', namespace: 'env-production' } } };
const token = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };

const READS: readonly Ask[] = [
  ['GET', `${NS}/pods`],
  ['GET', `${NS}/services`],
  ['GET', `${NS}/configmaps`],
  ['GET', `${NS}/events`],
  ['GET', `${NS}/serviceaccounts`],
  ['GET', `${NS}/resourcequotas`],
  ['GET', `${APPS}/deployments`],
  ['GET', `${APPS}/replicasets`],
  ['GET', '/apis/batch/v1/namespaces/env-production/jobs'],
  ['GET', '/apis/networking.k8s.io/v1/namespaces/env-production/networkpolicies'],
  ['GET', NS],
  ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', review],
];

/** A name of its own for what a role makes. */
const changes = (role: Role): readonly Ask[] => [
  ['POST', `${NS}/configmaps`, { metadata: { name: role } }],
  ['POST', `${APPS}/deployments`, deployment(role)],
  ['PUT', `${APPS}/deployments/${role}`, deployment(role)],
  ['DELETE', `${APPS}/deployments/${role}`],
  ['POST', `${NS}/pods`, { metadata: { name: role }, ...pod }],
  ['DELETE', `${NS}/pods/${role}`],
  ['POST', `${NS}/services`, { metadata: { name: role }, spec: { ports: [{ port: 80 }] } }],
];

const PRIVILEGES = (role: Role): readonly Ask[] => [
  ['GET', `${NS}/secrets`],
  ['POST', `${NS}/secrets`, { metadata: { name: role } }],
  ['POST', `${RBAC}/roles`, { metadata: { name: role }, rules: [] }],
  ['POST', `${NS}/serviceaccounts/default/token`, token],
  ['GET', `${NS}/secrets?watch=true&timeoutSeconds=1`],
  [
    'POST',
    '/apis/networking.k8s.io/v1/namespaces/env-production/networkpolicies',
    {
      metadata: { name: role },
      spec: { podSelector: {} },
    },
  ],
];

const NOBODY: readonly Ask[] = [
  ['GET', '/api/v1/secrets'],
  ['GET', '/api/v1/namespaces/env-development/pods'],
  ['GET', '/api/v1/namespaces/kube-system/secrets'],
  ['GET', '/api/v1/namespaces/lke-platform-access/secrets'],
  ['POST', '/api/v1/namespaces/lke-platform-access/serviceaccounts/production-break-glass/token', token],
  ['POST', '/api/v1/namespaces', { metadata: { name: 'mine' } }],
  [
    'POST',
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    {
      metadata: { name: 'mine' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    },
  ],
  ['DELETE', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/lke-platform-access-tokens'],
];

const TABLE: readonly (readonly [Role, may: readonly Ask[], mayNot: readonly Ask[]])[] = [
  ['read-only', READS, [...changes('read-only'), ...PRIVILEGES('read-only'), ...NOBODY]],
  ['app-team', [...READS, ...changes('app-team')], [...PRIVILEGES('app-team'), ...NOBODY]],
  ['platform-engineer', [...READS, ...changes('platform-engineer'), ...PRIVILEGES('platform-engineer')], NOBODY],
  ['break-glass', [...READS, ...changes('break-glass'), ...PRIVILEGES('break-glass')], NOBODY],
];

const named = (asks: readonly Ask[]) => asks.map((ask) => ({ ask, name: `${ask[0]} ${ask[1]}` }));

onLab('requests with the token of a role of production', () => {
  const tokens = new Map<Role, string>();
  beforeAll(async () => {
    await giveAccess(platformWithRoles());
    await labClient().ask('POST', `${NS}/pods`, { metadata: { name: 'target' }, ...pod });
    for (const [role] of TABLE) tokens.set(role, await tokenOf(accessNameOf('production', role)));
  });
  const client = (role: Role) => labClient(tokens.get(role));

  describe.each(TABLE)('%s', (role, may, mayNot) => {
    it.each(named(may))('may $name', async ({ ask: [method, path, content] }) => {
      const { status, body } = await client(role).ask(method, path, content);
      expect([status < 300, status < 300 ? '' : body.message]).toEqual([true, '']);
    });

    it.each(named(mayNot))('may not $name', async ({ ask: [method, path, content] }) => {
      await expect(client(role).ask(method, path, content)).resolves.toMatchObject({ status: 403 });
    });
  });

  // A kubelet would answer 101; here there is none, and the API server says so once it has let the request through.
  it.each(['exec', 'attach', 'portforward'])('%s, by GET with an upgrade as kubectl does it', async (stream) => {
    const path = `${NS}/pods/target/${stream}?command=id&stdout=true&container=app&ports=80`;
    const asked = async (role: Role) => {
      const status = await upgrade(path, tokens.get(role)!);
      return status === 403 || status === 401 ? 'refused' : 'let through';
    };

    expect(await asked('read-only')).toBe('refused');
    for (const role of ['app-team', 'platform-engineer', 'break-glass'] as const) {
      expect([role, await asked(role)]).toEqual([role, 'let through']);
    }
  });
});

/** Status of a request for a WebSocket. */
function upgrade(path: string, token: string): Promise<number> {
  const { server, ca } = runningLab();
  const headers = {
    authorization: `Bearer ${token}`,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol': 'v5.channel.k8s.io',
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, server), { ca, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    sent.on('error', reject);
    sent.end();
  });
}
