import { ENVIRONMENT_POOL_TAG } from '../../naming';
import type { DriftRule } from './drift-rule';
import { grew, touches } from './values';

const PROVIDER = 'linode_lke_node_pool, linode_lke_cluster (provider documentation)';

/** The pools of the environments, and the one inside the cluster, whose attributes have the same names. */
const POOLS = ['linode_lke_node_pool'];
const CLUSTER = ['linode_lke_cluster'];

/** What holds for a pool of its own and for one inside the cluster. */
const ofEveryPool = (kinds: readonly string[], prefix: string, count: string): readonly DriftRule[] => {
  const at = (...names: string[]) => names.map((name) => prefix + name);
  const id = (name: string) => (prefix === '' ? `pool-${name}` : `inline-pool-${name}`);
  return [
    {
      id: id('nodes'),
      kinds,
      paths: at('nodes'),
      severity: 'none',
      because: 'nodes are replaced and scaled by LKE; their number is an attribute of its own',
      source: PROVIDER,
    },
    {
      id: id('autoscaled'),
      kinds,
      paths: at(count),
      when: ({ autoscaled = false }) => autoscaled,
      severity: 'none',
      because: 'an autoscaler sets the number of nodes',
      source: PROVIDER,
    },
    {
      id: id('more-nodes'),
      kinds,
      paths: at(count),
      when: grew,
      severity: 'minor',
      because: 'the pool was made larger by hand: it costs more, and the next apply makes it smaller',
      source: PROVIDER,
    },
    {
      id: id('fewer-nodes'),
      kinds,
      paths: at(count),
      severity: 'major',
      because: 'the pool has fewer nodes than were asked for',
      source: PROVIDER,
    },
    {
      id: id('wider-autoscaler'),
      kinds,
      paths: at('autoscaler.min', 'autoscaler.max'),
      when: grew,
      severity: 'minor',
      because: 'the autoscaler may use more nodes than were asked for, which costs more',
      source: PROVIDER,
    },
    {
      id: id('autoscaler'),
      kinds,
      paths: at('autoscaler'),
      severity: 'major',
      because: 'the autoscaler is off, or has less room than was asked for',
      source: PROVIDER,
    },
    {
      id: id('placement'),
      kinds,
      paths: at('labels', 'taint'),
      severity: 'major',
      because: 'labels and taints decide which environment the pods of a node belong to',
      source: 'docs/adr/0001-model-first.md',
      loses: true,
    },
    {
      id: id('machine'),
      kinds,
      paths: at('type', 'k8s_version'),
      severity: 'major',
      because: 'the nodes are other machines, or of another version, than were asked for',
      source: PROVIDER,
    },
    {
      id: id('encryption'),
      kinds,
      paths: at('disk_encryption'),
      severity: 'major',
      because: 'whether disks are encrypted has changed',
      source: PROVIDER,
      loses: true,
    },
    {
      id: id('firewall'),
      kinds,
      paths: at('firewall_id'),
      severity: 'major',
      because: 'another firewall, or none, is in front of the nodes',
      source: PROVIDER,
      loses: true,
    },
    {
      id: id('texts'),
      kinds,
      paths: at('label', 'tags', 'update_strategy'),
      severity: 'minor',
      because: 'nothing depends on this label, this tag, or the way nodes are updated',
      source: PROVIDER,
    },
  ];
};

export const NODE_POOL_RULES: readonly DriftRule[] = [
  {
    id: 'pool-outside-tag',
    kinds: POOLS,
    paths: ['tags'],
    when: touches(ENVIRONMENT_POOL_TAG),
    severity: 'major',
    because: `without the tag ${ENVIRONMENT_POOL_TAG}, the next apply of the cluster deletes the pool`,
    source: 'linode_lke_cluster, external_pool_tags',
    loses: true,
  },
  {
    id: 'inline-pool-outside-tag',
    kinds: CLUSTER,
    paths: ['pool.tags'],
    when: touches(ENVIRONMENT_POOL_TAG),
    severity: 'major',
    because: `with the tag ${ENVIRONMENT_POOL_TAG} the cluster loses sight of its own pool`,
    source: 'linode_lke_cluster, external_pool_tags',
    loses: true,
  },
  {
    id: 'pool-identity',
    kinds: POOLS,
    paths: ['id', 'cluster_id'],
    severity: 'major',
    because: 'it is another pool, or belongs to another cluster',
    source: PROVIDER,
    loses: true,
  },
  {
    id: 'inline-pool-set',
    kinds: CLUSTER,
    paths: ['pool', 'pool.id'],
    severity: 'major',
    because: 'the pool that LKE runs its own pods on was removed, replaced or joined by another',
    source: 'docs/linode-notes.md',
    loses: true,
  },
  {
    id: 'pool-autoscaler-off',
    kinds: POOLS,
    paths: ['autoscaler'],
    when: ({ origin }) => origin === 'linode',
    severity: 'major',
    because: 'the autoscaler is off, and no apply switches it on again: do it in Cloud Manager (docs/guides/drift.md)',
    source: 'docs/linode-notes.md',
  },
  ...ofEveryPool(POOLS, '', 'node_count'),
  ...ofEveryPool(CLUSTER, 'pool.', 'count'),
];
