import { deriveNodePool, schedulingOf } from '../../../model/derive/node-pool';
import { ENTERPRISE, MINIMAL, platformOf } from '../../support/platforms';

const poolOf = (text: string, environment: string, name: string) =>
  platformOf(text)
    .environments.find((found) => found.name === environment)
    ?.nodePools.find((found) => found.name === name);

const gpu = MINIMAL.replace('region: nl-ams', 'region: nl-ams\n  systemPool: system').replace(
  'count: 3 }\n  production',
  'count: 3 }\n      - { name: gpu, instanceType: g2-gpu-rtx4000a1-s, count: 1 }\n  production',
);

describe('a node pool', () => {
  it('keeps its nodes for the pods of its environment', () => {
    expect(poolOf(MINIMAL, 'production', 'general')).toMatchObject({
      label: 'production-general',
      labels: { 'lke-platform.io/environment': 'production' },
      taints: [{ key: 'lke-platform.io/environment', value: 'production', effect: 'NoSchedule' }],
      tags: ['acme', 'env-production', 'environment-pool'],
    });
  });

  it('is the one inside the cluster if it is the only one of system: untainted and without the tag of the others', () => {
    expect(poolOf(MINIMAL, 'system', 'system')).toMatchObject({
      labels: { 'lke-platform.io/environment': 'system' },
      taints: [],
      tags: ['acme'],
    });
  });

  it('is outside of the cluster if it is another pool of system', () => {
    expect(poolOf(gpu, 'system', 'gpu')).toMatchObject({
      taints: [{ key: 'lke-platform.io/environment', value: 'system', effect: 'NoSchedule' }],
      tags: ['acme', 'env-system', 'environment-pool'],
    });
  });

  it('says its version and how it is updated on the enterprise tier alone: there the API keeps both', () => {
    const enterprise = platformOf(ENTERPRISE);
    const [pool] = enterprise.environments.flatMap(({ nodePools }) => nodePools).filter(({ isInline }) => !isInline);

    expect(pool?.kubernetesVersion).toBe(enterprise.cluster.kubernetesVersion);
    expect(pool?.updateStrategy).toBeDefined();
    expect(poolOf(MINIMAL, 'production', 'general')).not.toHaveProperty('updateStrategy');
  });

  it('keeps the version and the way of updates that the file says, and has others only where it says nothing', () => {
    const { name, cluster } = platformOf(ENTERPRISE);
    const web = { name: 'web', instanceType: 'g6-dedicated-4', count: 1, labels: {}, taints: [] };
    const derived = (pool: Partial<Parameters<typeof deriveNodePool>[2]>) =>
      deriveNodePool({ name, cluster }, 'production', { ...web, ...pool }, false);

    expect(derived({ kubernetesVersion: 'v1.32.9+lke4', updateStrategy: 'rolling_update' })).toMatchObject({
      kubernetesVersion: 'v1.32.9+lke4',
      updateStrategy: 'rolling_update',
    });
    expect(derived({})).toMatchObject({
      kubernetesVersion: cluster.kubernetesVersion,
      updateStrategy: 'on_recycle',
    });
  });

  it('adds the labels and taints of the file to its own', () => {
    const text = MINIMAL.replace(
      'g6-dedicated-4, count: 3',
      'g6-dedicated-4, count: 3, labels: { example.com/disk: fast }, taints: [{ key: example.com/disk, value: fast, effect: NoExecute }]',
    );

    expect(poolOf(text, 'production', 'general')).toMatchObject({
      labels: { 'lke-platform.io/environment': 'production', 'example.com/disk': 'fast' },
      taints: [{ key: 'lke-platform.io/environment' }, { key: 'example.com/disk' }],
    });
  });
});

describe('scheduling', () => {
  it('selects the label and tolerates the taint of the pools', () => {
    const pool = poolOf(MINIMAL, 'production', 'general');
    const { nodeSelector, tolerations } = schedulingOf('production');

    expect(pool?.labels).toMatchObject(nodeSelector);
    expect(tolerations).toEqual(pool?.taints.map((taint) => ({ ...taint, operator: 'Equal' })));
  });
});
