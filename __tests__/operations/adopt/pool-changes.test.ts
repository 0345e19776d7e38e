import type { KubeNodePoolResponse } from '@linode/api-v4';
import { poolChanges } from '../../../operations/adopt/pool-changes';
import { adopted, live, liveEnterprise, liveFirewall, livePool } from '../../support/live';

const SYSTEM_LABEL = { 'lke-platform.io/environment': 'system' };
const OWN = {
  label: 'production-web',
  labels: { 'lke-platform.io/environment': 'production' },
  taints: [{ key: 'lke-platform.io/environment', value: 'production', effect: 'NoSchedule' as const }],
  tags: ['shop', 'env-production', 'environment-pool'],
};

function changes(pools: readonly KubeNodePoolResponse[], it = live({ pools })) {
  const { pools: assigned, platform } = adopted(it);
  return assigned.flatMap((pool) => poolChanges(pool, it, platform));
}

const base = livePool(11, { label: 'system-base', labels: SYSTEM_LABEL, tags: ['shop'] });

describe('what the first apply changes of a pool', () => {
  it('is nothing of one that a platform made', () => {
    expect(changes([base, livePool(12, OWN)])).toEqual([]);
  });

  it('is label, node labels, tags and the taint of the environment', () => {
    expect(changes([base, livePool(12, { tags: ['env-production', 'team-shop'] })])).toEqual([
      expect.objectContaining({ attribute: 'label', before: '', after: 'production-pool-12' }),
      expect.objectContaining({ attribute: 'labels', before: {}, after: OWN.labels }),
      expect.objectContaining({ attribute: 'tags', before: ['env-production', 'team-shop'], after: OWN.tags }),
      expect.objectContaining({ attribute: 'taint', before: [], after: OWN.taints }),
    ]);
  });

  it('warns of the taint, which keeps pods off', () => {
    const taint = changes([base, livePool(12, { ...OWN, taints: [] })]);

    expect(taint).toEqual([
      expect.objectContaining({ consequence: expect.stringContaining('needs a toleration') as string }),
    ]);
  });

  it('waits for the imports to be removed where the pool is inside the cluster', () => {
    expect(changes([livePool(11, { ...base, tags: [] })])).toEqual([
      expect.objectContaining({
        stack: 'cluster',
        address: 'linode_lke_cluster.cluster',
        attribute: 'pool[0].tags',
        afterImports: true,
      }),
    ]);
  });

  it('is the firewall of a pool that lacks that of the others', () => {
    const pools = [
      { ...base, firewall_id: 50 },
      livePool(12, { ...OWN, firewall_id: 50 }),
      livePool(13, { ...OWN, label: 'production-api', type: 'g6-dedicated-8', firewall_id: 51 }),
    ];

    expect(changes(pools, liveEnterprise({ pools, firewall: liveFirewall() }))).toEqual([
      expect.objectContaining({
        address: 'linode_lke_node_pool.pool["api"]',
        attribute: 'firewall_id',
        before: 51,
        after: 50,
      }),
    ]);
  });
});
