import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChart } from '../support/charts/on-lab';
import { lintChart, renderChart } from '../support/charts/render';
import { defaultAccountsOf } from '../support/lab/default-account';
import { eventually } from '../support/lab/eventually';
import { labClient, onLab, runningLab } from '../support/lab/running';

const FOLDER = join(__dirname, '../../infra/helm/service-handoff');
const NAMESPACE = 'handoff-chart';
const RELEASE = 'handoff';
const values = {
  image: { repository: 'registry.acme.example/lke-platform', digest: `sha256:${'a'.repeat(64)}` },
  platformFile: readFileSync(join(__dirname, '../../docs/examples/full.yaml'), 'utf8'),
};
const route = { enabled: true, hostname: 'handoff.acme.example' };

onLab('the chart service-handoff', () => {
  const render = (more: object = {}) =>
    renderChart({ folder: FOLDER, name: RELEASE, namespace: NAMESPACE, values: { ...values, ...more } });
  beforeAll(async () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await labClient().create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
    await defaultAccountsOf(labClient(), [NAMESPACE]);
  });
  afterAll(async () => {
    for (const kind of ['clusterroles', 'clusterrolebindings']) {
      const name = `${NAMESPACE}-${RELEASE}-token-review`;
      await labClient().remove(`/apis/rbac.authorization.k8s.io/v1/${kind}/${name}`);
    }
    await labClient().remove(`/api/v1/namespaces/${NAMESPACE}`);
  });

  it('is clean for helm lint', () => {
    expect(lintChart(FOLDER, { ...values, route })).toBe('');
  });

  it.each<[string, object]>([
    ['no image', { image: { repository: '', digest: '' } }],
    ['a tag in place of a digest', { image: { ...values.image, digest: 'v1' } }],
    ['a platform file without the service', { platformFile: 'name: acme' }],
    ['one replica', { replicas: 1 }],
    ['a route without a host', { route: { enabled: true } }],
    ['what it does not know', { unknown: 1 }],
  ])('is refused with %s', (_, more) => {
    expect(() => render(more)).toThrow("values don't meet the specifications");
  });

  it('leads to the service on a Gateway, where there is one', () => {
    const routes = (more: object) => render(more).filter(({ kind }) => kind === 'HTTPRoute');

    expect(routes({})).toEqual([]);
    expect(routes({ route })).toEqual([
      expect.objectContaining({ spec: expect.objectContaining({ hostnames: ['handoff.acme.example'] }) as object }),
    ]);
  });

  it('is taken by the API server, and its pods by a namespace that is restricted', async () => {
    applyChart(runningLab(), NAMESPACE, render());

    const pods = await eventually(async () => {
      const path = `/api/v1/namespaces/${NAMESPACE}/pods`;
      const { items = [] } = await labClient().get(path);
      return items.length < 2 ? undefined : items;
    });

    expect(pods).toHaveLength(2);
  });

  it('has an account that confirms tokens and can do nothing else', async () => {
    const account = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${RELEASE}/token`;
    const { status } = (await labClient().create(account, {
      ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 600 } },
    })) as unknown as { status: { token: string } };
    const own = labClient(status.token);
    const reviewed = (await own.create('/apis/authentication.k8s.io/v1/tokenreviews', {
      ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview' },
      spec: { token: status.token, audiences: ['lke-platform-handoff'] },
    })) as unknown as { status: { authenticated?: boolean } };

    // It is asked for our audience, for which this token is not.
    expect(reviewed.status.authenticated).not.toBe(true);
    for (const path of ['/api/v1/secrets', `/api/v1/namespaces/${NAMESPACE}/configmaps`, '/api/v1/namespaces']) {
      await expect(own.get(path)).rejects.toThrow(/403|forbidden/i);
    }
  });
});
