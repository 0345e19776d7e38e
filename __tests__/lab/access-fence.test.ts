import { ACCESS_NAMESPACE, ACCOUNT_KEY, HOLDER_KEY, REASON_KEY, TICKET_KEY } from '../../model/naming';
import { giveAccess } from '../support/lab/access';
import { askGrant, askToken, boundTo } from '../support/lab/grants';
import { labClient, onLab } from '../support/lab/running';
import { platformWithRoles } from '../support/lab/roles';

const IN_NAMESPACE = `/api/v1/namespaces/${ACCESS_NAMESPACE}`;
const [TEAM, GLASS] = ['production-app-team', 'production-break-glass'];
const DAY = 24 * 60 * 60;

onLab('the fence around the accounts of roles, even for a cluster-admin', () => {
  const grants: Record<string, string> = {};
  beforeAll(async () => {
    await giveAccess(platformWithRoles());
    for (const account of [TEAM, GLASS]) {
      grants[account] = String((await askGrant(account)).body.metadata?.name);
    }
  });

  it.each([
    ['is bound to a grant for the account', TEAM, () => boundTo(grants[TEAM]!)],
    ['lives for a quarter', TEAM, () => ({ ...boundTo(grants[TEAM]!), expirationSeconds: 92 * DAY })],
    ['breaks the glass for a day', GLASS, () => ({ ...boundTo(grants[GLASS]!), expirationSeconds: DAY })],
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
