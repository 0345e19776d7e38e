import { MONITORING_SECRETS } from '../../../model/baseline-secrets';
import { deriveSecretsBundle } from '../../../model/derive/secrets-bundle';
import { bundleIdOf } from '../../../model/naming';

/** The form of a Secret of which nobody demands anything. */
const FREE = { type: 'Opaque', fields: [], madeBy: 'person' };

describe('a secrets bundle', () => {
  it('holds an API token and metrics credentials, rotated every 90 days, if the file says nothing', () => {
    expect(deriveSecretsBundle('acme', 'staging', undefined)).toEqual({
      source: 'linode-secret-manager',
      bundleId: bundleIdOf('acme', 'staging'),
      items: [
        {
          name: 'api-token',
          purpose: 'api-token',
          rotationFrequencyDays: 90,
          namespace: 'env-staging',
          reference: 'linode-secret-manager://acme/staging/api-token',
          ...FREE,
        },
        {
          name: 'metrics-credentials',
          purpose: 'metrics-credentials',
          rotationFrequencyDays: 90,
          namespace: 'env-staging',
          reference: 'linode-secret-manager://acme/staging/metrics-credentials',
          ...FREE,
        },
      ],
    });
  });

  it('holds in system what the baseline needs in its own namespace, too', () => {
    const { items } = deriveSecretsBundle('acme', 'system', undefined);
    const baseline = items.filter(({ namespace }) => namespace === 'monitoring');

    expect(baseline.map(({ name, purpose }) => ({ name, purpose }))).toEqual(
      Object.values(MONITORING_SECRETS).map(({ name, purpose }) => ({ name, purpose })),
    );
    expect(items.length - baseline.length).toBe(2);
  });

  it('holds in system what Alertmanager takes to reach its channels, which somebody sets', () => {
    const named = (fields: string[]) =>
      deriveSecretsBundle('acme', 'system', undefined, { channelFields: fields }).items.filter(
        ({ name }) => name === 'alert-channels',
      );

    expect(named(['slack-ops', 'smtp-password'])).toMatchObject([
      { namespace: 'monitoring', type: 'Opaque', fields: ['slack-ops', 'smtp-password'], madeBy: 'person' },
    ]);
    expect(named([])).toEqual([]);
    expect(deriveSecretsBundle('acme', 'staging', undefined, { channelFields: ['slack-ops'] }).items).toHaveLength(2);
  });

  it('holds in system what makes records in the zone, which somebody sets, where the chart that does is', () => {
    const named = (dnsToken: boolean) =>
      deriveSecretsBundle('acme', 'system', undefined, { dnsToken }).items.filter(
        ({ name }) => name === 'linode-dns-token',
      );

    expect(named(true)).toMatchObject([{ namespace: 'ingress', type: 'Opaque', fields: ['token'], madeBy: 'person' }]);
    expect(named(false)).toEqual([]);
    expect(deriveSecretsBundle('acme', 'staging', undefined, { dnsToken: true }).items).toHaveLength(2);
  });

  it('takes an item of the file for that of the baseline with the same name', () => {
    const first = MONITORING_SECRETS.lokiBucketKey;
    const given = { name: first.name, purpose: first.purpose, rotationFrequencyDays: 7 };
    const { items } = deriveSecretsBundle('acme', 'system', { source: 'ext-vault', items: [given] });

    expect(items.filter(({ name }) => name === first.name)).toEqual([
      expect.objectContaining({
        ...given,
        namespace: 'monitoring',
        reference: `ext-vault://acme/system/${first.name}`,
        madeBy: 'bucket-key',
      }),
    ]);
  });

  it('keeps the id and the references of the file', () => {
    const reference = 'ext-vault://shop/database#password';
    const item = { name: 'database', purpose: 'database-credentials', rotationFrequencyDays: 30, reference } as const;
    const bundleId = '5d3f7c1a-9f0a-5a53-8d6b-0e6a4d2c1b7e';

    expect(deriveSecretsBundle('acme', 'production', { bundleId, source: 'ext-vault', items: [item] })).toEqual({
      bundleId,
      source: 'ext-vault',
      items: [{ ...item, ...FREE, fields: ['password'], namespace: 'env-production' }],
    });
  });

  it('puts what opens a repository where Argo CD finds it', () => {
    const item = { name: 'charts', purpose: 'repository-credentials', rotationFrequencyDays: 90 } as const;
    const { items } = deriveSecretsBundle('acme', 'system', { source: 'ext-vault', items: [item] });

    expect(items[0]).toMatchObject({
      namespace: 'argocd',
      labels: { 'argocd.argoproj.io/secret-type': 'repository' },
      type: 'Opaque',
    });
  });
});
