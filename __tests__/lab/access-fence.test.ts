import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, REASON_KEY, TICKET_KEY } from '../../model/naming';
import { giveAccess } from '../support/lab/access';
import { askGrant, askToken, boundTo, nameOf, tokenOf } from '../support/lab/grants';
import { labClient, onLab, runningLab } from '../support/lab/running';
import { platformWithRoles } from '../support/lab/roles';

const IN_NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;
const [TEAM, GLASS] = ['production-app-team', 'production-break-glass'];
const DAY = 24 * 60 * 60;

const MERGE = 'application/merge-patch+json';

onLab('the fence around the accounts of roles, even for a cluster-admin', () => {
  const grants: Record<string, string> = {};
  beforeAll(async () => {
    await giveAccess(platformWithRoles());
    for (const [account, seconds] of [
      [TEAM, 92 * DAY - 1],
      [GLASS, DAY - 1],
    ] as const) {
      grants[account] = nameOf(account, seconds);
      await askGrant(account, { metadata: { name: grants[account] } });
    }
  });

  it.each([
    ['is bound to a grant for the account', TEAM, () => boundTo(grants[TEAM]!)],
    ['lives for a quarter', TEAM, () => ({ ...boundTo(grants[TEAM]!), expirationSeconds: 92 * DAY - 60 })],
    ['breaks the glass for a day', GLASS, () => ({ ...boundTo(grants[GLASS]!), expirationSeconds: DAY - 60 })],
  ])('gives a token that %s', async (_what, account, spec) => {
    await expect(askToken(account, spec())).resolves.toMatchObject({ status: 201 });
  });

  it.each([
    ['is bound to nothing', TEAM, () => ({}), 'is bound to the Secret of a grant'],
    [
      'is bound to a grant for another account',
      GLASS,
      () => boundTo(grants[TEAM]!),
      'is bound to the Secret of a grant',
    ],
    ['lives longer', TEAM, () => ({ ...boundTo(grants[TEAM]!), expirationSeconds: 92 * DAY + 1 }), 'at most 7948800'],
    ['breaks the glass longer', GLASS, () => ({ ...boundTo(grants[GLASS]!), expirationSeconds: DAY + 1 }), '24 hours'],
    [
      'outlives its grant',
      GLASS,
      () => ({ ...boundTo(grants[GLASS]!), expirationSeconds: DAY }),
      'does not outlive the grant',
    ],
    ['outlives a grant that ended', TEAM, () => boundTo(nameOf(TEAM, -60)), 'does not outlive the grant'],
    [
      'is bound to what has a name of no grant',
      TEAM,
      () => boundTo(`grant-${TEAM}-x`),
      'bound to the Secret of a grant',
    ],
  ])('refuses a token that %s', async (_what, account, spec, reason) => {
    const { status, body } = await askToken(account, spec());

    expect([status, body.message]).toEqual([422, expect.stringContaining(reason)]);
  });

  const who = { [HOLDER_KEY]: 'jane', [REASON_KEY]: 'a test' };
  it.each([
    ['breaks the glass without a ticket', GLASS, { annotations: who }, 'needs an incident ticket'],
    ['breaks the glass with an empty one', GLASS, { annotations: { ...who, [TICKET_KEY]: '' } }, 'an incident ticket'],
    ['says nobody', TEAM, { annotations: { [REASON_KEY]: 'a test' } }, 'who holds it and why'],
    ['has no annotations', TEAM, { annotations: {} }, 'who holds it and why'],
    ['has no label', GLASS, { labels: {}, annotations: {} }, 'names its account'],
    ['has the label of another account', GLASS, { labels: { [ACCOUNT_KEY]: TEAM } }, 'names its account'],
    // A label may hold dots, which are any character to a pattern.
    [
      'has a label that is only like the account',
      GLASS,
      { labels: { [ACCOUNT_KEY]: 'production-break.glass' }, annotations: who },
      'names its account',
    ],
    ['has a ticket of blanks', GLASS, { annotations: { ...who, [TICKET_KEY]: '  ' } }, 'needs an incident ticket'],
    ['has blanks for a reason', TEAM, { annotations: { ...who, [REASON_KEY]: ' ' } }, 'who holds it and why'],
    ['breaks the glass for longer than a day', GLASS, { name: nameOf(GLASS, DAY + 60) }, '24 hours'],
    ['lasts longer than a quarter', TEAM, { name: nameOf(TEAM, 92 * DAY + 60) }, 'ends within 7948800 seconds'],
    ['tells no end', TEAM, { name: `grant-${TEAM}-forever` }, 'names its account'],
    ['would not go when it is deleted', TEAM, { finalizers: ['example.com/stay'] }, 'has no finalizers'],
  ])('refuses a grant that %s', async (_what, account, metadata, reason) => {
    const { status, body } = await askGrant(account, { metadata });

    expect([status, body.message]).toEqual([422, expect.stringContaining(reason)]);
  });

  it('refuses to change what a grant says, and lets it go', async () => {
    const path = `${IN_NAMESPACE}/secrets/${String((await askGrant(GLASS)).body.metadata?.name)}`;
    const change = { metadata: { annotations: { [HOLDER_KEY]: 'somebody else' } } };

    await expect(labClient().patch(path, change)).rejects.toThrow('is not changed afterwards');
    await labClient().remove(path);
  });

  it('refuses a Secret that would hold a token without an end', async () => {
    const secret = {
      metadata: { name: 'forever', annotations: { 'kubernetes.io/service-account.name': TEAM } },
      type: 'kubernetes.io/service-account-token',
    };

    await expect(labClient().create(`${IN_NAMESPACE}/secrets`, secret)).rejects.toThrow('a token that does not end');
  });

  it('refuses a grant that comes by server-side apply, or whose name the API server completes', async () => {
    const metadata = {
      labels: { [ACCOUNT_KEY]: GLASS },
      annotations: { [HOLDER_KEY]: 'jane', [REASON_KEY]: 'a test' },
    };
    const name = nameOf(GLASS);
    const applied = { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name } };
    const path = `${IN_NAMESPACE}/secrets/${name}?fieldManager=test`;

    await expect(labClient().patch(path, applied, 'apply')).rejects.toThrow('needs an incident ticket');
    const generated = { metadata: { ...metadata, generateName: `${nameOf(GLASS, 25 * 60 * 60).slice(0, -4)}` } };
    await expect(labClient().create(`${IN_NAMESPACE}/secrets`, generated)).rejects.toThrow(/ticket|24 hours/);
  });

  it('refuses even break-glass of an environment what would outlive it there', async () => {
    const client = labClient(await tokenOf(GLASS));
    const inProduction = '/api/v1/namespaces/env-production';
    await client.ask('POST', `${inProduction}/serviceaccounts`, { metadata: { name: 'stays' } });
    const token = (spec: object) => ({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec });
    const asked = await client.ask(
      'POST',
      `${inProduction}/serviceaccounts/stays/token`,
      token({ expirationSeconds: 86_400 }),
    );
    const forever = {
      metadata: { name: 'stays', annotations: { 'kubernetes.io/service-account.name': 'stays' } },
      type: 'kubernetes.io/service-account-token',
    };

    expect(asked.status).toBe(422);
    await expect(client.create(`${inProduction}/secrets`, forever)).rejects.toThrow('a token that does not end');
  });

  it('refuses a token in an environment that would outlive a grant, and gives one for an hour', async () => {
    const inProduction = '/api/v1/namespaces/env-production';
    await labClient().ask('POST', `${inProduction}/serviceaccounts`, { metadata: { name: 'app' } });
    const asked = (spec: object) =>
      labClient().ask('POST', `${inProduction}/serviceaccounts/app/token`, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec,
      });
    const { status, body } = await asked({ expirationSeconds: 3601 });

    expect([status, body.message]).toEqual([422, expect.stringContaining('not bound to a pod')]);
    await expect(asked({ expirationSeconds: 3600 })).resolves.toMatchObject({ status: 201 });
    await expect(asked({})).resolves.toMatchObject({ status: 201 });
    const forever = {
      metadata: { name: 'forever', annotations: { 'kubernetes.io/service-account.name': 'app' } },
      type: 'kubernetes.io/service-account-token',
    };
    await expect(labClient().create(`${inProduction}/secrets`, forever)).rejects.toThrow('a token that does not end');
  });

  it('keeps the labels of a namespace from who may do everything in it, but not those of their own', async () => {
    const path = '/api/v1/namespaces/env-production';
    const labelled = async (token: string | undefined, labels: object, of = path) => {
      const answer = await labClient(token).ask('PATCH', of, { metadata: { labels } }, 'application/merge-patch+json');
      return answer.status;
    };
    const privileged = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    for (const account of [GLASS, 'production-platform-engineer']) {
      const token = await tokenOf(account);

      expect(await labelled(token, privileged)).toBe(422);
      expect(await labelled(token, privileged, `${path}/status`)).toBe(422);
      expect(await labelled(token, { 'lke-platform.io/environment': 'staging' })).toBe(422);
      expect(await labelled(token, { 'acme.example/own': 'yes' })).toBe(200);
    }
    expect(await labelled(undefined, { 'pod-security.kubernetes.io/enforce': 'baseline' })).toBe(200);
    expect(await labelled(await tokenOf(GLASS), { 'pod-security.kubernetes.io/enforce': null })).toBe(422);
  });

  it('keeps a namespace from who may do everything in it: it is not deleted, and its finalizers stay', async () => {
    const path = '/api/v1/namespaces/env-production';
    for (const account of [GLASS, 'production-platform-engineer']) {
      const client = labClient(await tokenOf(account));
      const asked = async (method: string, of: string, body?: object) => {
        const { status, body: answer } = await client.ask(method, of, body, method === 'PATCH' ? MERGE : undefined);
        return [status, answer.message];
      };
      const namespace = await client.get(path);
      const finalizers = ['acme.example/forever'];

      expect(await asked('DELETE', path)).toEqual([422, expect.stringContaining('no role deletes it')]);
      expect(await asked('PATCH', path, { metadata: { finalizers } })).toEqual([
        422,
        expect.stringContaining('The finalizers of a namespace'),
      ]);
      const unfinished = { ...namespace, spec: { finalizers: [] } };
      expect(await asked('PUT', `${path}/finalize`, unfinished)).toEqual([
        422,
        expect.stringContaining('The finalizers of a namespace'),
      ]);
      expect((await client.ask('PUT', `${path}/finalize`, namespace)).status).toBe(200);
    }
    // Whom Terraform is may.
    const lkeAdmin = labClient(runningLab().lkeAdminToken);
    expect((await lkeAdmin.ask('DELETE', `${path}?dryRun=All`)).status).toBe(200);
  });

  it('keeps them from every account that may not change the policy, of whatever name', async () => {
    const role = { metadata: { name: 'everything' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
    const binding = {
      metadata: { name: 'outsider' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'everything' },
      subjects: [{ kind: 'ServiceAccount', name: 'outsider', namespace: 'default' }],
    };
    const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/env-staging';
    await labClient().create(`${rbac}/roles`, role);
    await labClient().create(`${rbac}/rolebindings`, binding);
    const accounts = '/api/v1/namespaces/default/serviceaccounts';
    await labClient().create(accounts, { metadata: { name: 'outsider' } });
    const { status } = await labClient().create(`${accounts}/outsider/token`, {});
    const outsider = labClient((status as { token: string }).token);
    const path = '/api/v1/namespaces/env-staging';
    const change = { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } };

    for (const at of [path, `${path}/status`]) {
      await expect(outsider.patch(at, change)).rejects.toThrow("are Terraform's, and no role changes them");
    }
    const namespace = await outsider.get(path);
    const labels = { ...namespace.metadata?.labels, ...change.metadata.labels };
    const finalized = { ...namespace, metadata: { ...namespace.metadata, labels } };
    await expect(outsider.replace(`${path}/finalize`, finalized)).rejects.toThrow("are Terraform's");
    // LKE's administrator, whom Terraform is.
    await labClient(runningLab().lkeAdminToken).patch(path, change);
    await labClient().patch(path, { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } });
  });

  const pod = { containers: [{ name: 'app', image: 'example.com/app:1' }] };
  const template = { metadata: { labels: { app: 'x' } }, spec: pod };
  const job = { ...template, spec: { ...pod, restartPolicy: 'Never' } };
  const selector = { matchLabels: { app: 'x' } };
  it.each([
    ['a pod', `${IN_NAMESPACE}/pods`, { spec: { ...pod, serviceAccountName: TEAM } }],
    ['a Deployment', `/apis/apps/v1/namespaces/${ACCESS_NAMESPACE}/deployments`, { spec: { selector, template } }],
    ['a Job', `/apis/batch/v1/namespaces/${ACCESS_NAMESPACE}/jobs`, { spec: { template: job } }],
  ])('refuses %s', async (_what, path, object) => {
    const made = labClient().create(path, { metadata: { name: 'intruder' }, ...object });

    await expect(made).rejects.toThrow(`Nothing runs in ${ACCESS_NAMESPACE}`);
  });
});
