import { rolloutsOf } from '../../../model/derive/rollouts';
import { exampleData, platformOf } from '../../support/platforms';

const COMMIT = 'c'.repeat(40);
const rollouts = (applications: readonly object[]) =>
  rolloutsOf(platformOf({ ...exampleData(), sources: { repository: 'https://git.acme.example/p.git' }, applications }));
const own = (name: string, destinationNamespace: string, more: object = {}) => ({
  ...{ name, sourceRepo: `infra/helm/${name}`, destinationNamespace },
  ...more,
});
const automatic = { syncPolicy: { automated: true, selfHeal: true } };

describe('the rollouts of a platform', () => {
  it('are one for the baseline and one for each environment with an application', () => {
    const found = rollouts([
      own('ingress', 'ingress', automatic),
      own('shop', 'env-production'),
      own('sample-service', 'env-development'),
    ]);

    expect(found.map(({ name, gated, namespaces }) => [name, gated, namespaces])).toEqual([
      ['baseline', true, ['ingress']],
      ['development', false, ['env-development']],
      ['production', true, ['env-production']],
    ]);
  });

  it('are none without an application', () => {
    expect(rollouts([])).toEqual([]);
  });

  it('wait once a wave for this repository, and once for each application of another one', () => {
    const foreign = { sourceRepo: 'https://git.acme.example/shop.git//deploy', revision: COMMIT, syncWave: 2 };
    const [production] = rollouts([
      own('one', 'env-production', { syncWave: 1 }),
      own('two', 'env-production', { syncWave: 2 }),
      own('three', 'env-production', { syncWave: 2 }),
      own('shop', 'env-production', foreign),
    ]);

    expect(production?.applications.map(({ name, gate }) => [name, gate])).toEqual([
      ['one', 'production-wave-1'],
      ['two', 'production-wave-2'],
      ['three', 'production-wave-2'],
      ['shop', 'production-wave-2-shop'],
    ]);
    expect(production?.applications[3]).toMatchObject({
      ...{ repository: 'https://git.acme.example/shop.git', path: 'deploy', revision: COMMIT, values: {} },
    });
    expect(production?.applications[0]).toMatchObject({
      ...{ repository: 'https://git.acme.example/p.git', path: 'infra/helm/one', revision: '' },
    });
    expect(production?.repositories).toEqual(['https://git.acme.example/p.git', 'https://git.acme.example/shop.git']);
  });

  it.each(['v1.2.3+build.4', 'release/2026-11', '3f6c1a9'])('follow the revision %s', (revision) => {
    const sourceRepo = 'https://git.acme.example/shop.git';
    const [development] = rollouts([{ ...own('shop', 'env-development'), sourceRepo, revision }]);

    expect(development?.applications[0]?.revision).toBe(revision);
  });

  it.each([
    ['https://git.example/shop.git', 'https://git.example/shop.git', '.'],
    ['ssh://git@git.example/shop.git//a/b', 'ssh://git@git.example/shop.git', 'a/b'],
    ['git@git.example:shop.git//chart', 'git@git.example:shop.git', 'chart'],
  ])('read %s as a repository and a folder', (sourceRepo, repository, path) => {
    const [found] = rollouts([{ name: 'x', sourceRepo, destinationNamespace: 'env-development' }]);

    expect(found?.applications[0]).toMatchObject({ repository, path });
  });

  it('are approved by the platform engineers of the environment, and by their groups', () => {
    const [production] = rollouts([own('shop', 'env-production')]);

    expect(production?.approvers).toEqual([
      { kind: 'ServiceAccount', namespace: 'lke-platform-access', name: 'production-platform-engineer' },
    ]);
  });

  it('are approved by those who answer for system, where it is the baseline', () => {
    const [baseline] = rollouts([own('ingress', 'ingress', automatic), own('shop', 'env-production')]);

    expect(baseline?.approvers).toEqual([
      { kind: 'ServiceAccount', namespace: 'lke-platform-access', name: 'system-platform-engineer' },
    ]);
  });

  it('let only the baseline make what belongs to no namespace', () => {
    const [baseline, production] = rollouts([own('ingress', 'ingress', automatic), own('shop', 'env-production')]);

    expect(baseline?.clusterKinds).not.toEqual([]);
    expect(production?.clusterKinds).toEqual([]);
  });

  it('place what they deploy, and tell its bounds', () => {
    const [production] = rollouts([own('shop', 'env-production')]);

    expect(production?.applications[0]?.values).toMatchObject({
      ...{ environment: 'production', runtimeClassName: 'env-production', replicaCount: 2 },
    });
  });

  it('tell the charts of the baseline of the platform and of the cluster, and no credential', () => {
    const platform = platformOf({ ...exampleData(), applications: [own('ingress', 'ingress', automatic)] });
    const [baseline] = rolloutsOf(platform, { clusterId: '42' });

    expect(baseline?.applications[0]?.values).toMatchObject({
      ...{ platform: 'acme', clusterId: '42', dnsZone: 'acme.example' },
      buckets: { loki: 'acme-platform-loki', tempo: 'acme-platform-tempo' },
      environments: expect.arrayContaining([
        { name: 'production', namespace: 'env-production', domains: ['shop.acme.example'] },
      ]) as unknown,
    });
  });
});
