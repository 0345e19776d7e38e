import { INSTANCE_TYPES } from '../../catalogue/instance-types';
import type { Effect } from '../change';
import { demanded, identity, offered, offeredAmount, told } from '../compare';
import type { HandoffContract } from '../contract';
import { contractRule, entries, fields, members } from './rule';

type Pool = HandoffContract['placement']['pools'][number];
type Toleration = Pool['tolerations'][number];

const tolerationText = ({ key, operator, value, effect }: Toleration) => `${key} ${operator} ${value}:${effect}`;
const poolAt = ({ name }: Pool) => `placement.pools[${name}]`;

/**
 * Another type of node takes what fitted on the former one, if it has as much of everything. Of a type that Linode does not
 * offer, nobody knows how large it is.
 */
function sizeOffered(before: string | undefined, after: string | undefined): Effect | undefined {
  if (before === undefined || after === undefined || before === after) return offered(before, after);
  const [was, is] = [INSTANCE_TYPES.get(before), INSTANCE_TYPES.get(after)];
  const isAsLarge = was && is && is.vcpus >= was.vcpus && is.memory >= was.memory && is.gpus >= was.gpus;
  return isAsLarge ? 'additive' : 'breaking';
}

/** Where pods run. */
export const PLACEMENT_RULES = [
  contractRule('placement-changed', 'The lines that a pod needs are the same', identity, ({ placement }) =>
    fields('placement', {
      runtime_class_name: placement.runtime_class_name,
      priority_class_name: placement.priority_class_name,
    }),
  ),
  contractRule('selector-added', 'A pod needs no more lines than before to be placed', demanded, ({ placement }) => [
    ...entries('placement.node_selector', placement.node_selector),
    ...members('placement.tolerations', placement.tolerations.map(tolerationText)),
  ]),
  contractRule('pool-removed', 'Nodes of a kind that pods ask for are there', offered, ({ placement: { pools } }) =>
    pools.map((pool) => ({ at: poolAt(pool), value: pool.name })),
  ),
  contractRule('pool-label-removed', 'A label by which pods choose their nodes is there', offered, (contract) =>
    contract.placement.pools.flatMap((pool) => entries(`${poolAt(pool)}.labels`, pool.labels)),
  ),
  contractRule('pool-taint-added', 'Nodes take the pods that they took before', demanded, (contract) =>
    contract.placement.pools.flatMap((pool) =>
      members(`${poolAt(pool)}.tolerations`, pool.tolerations.map(tolerationText)),
    ),
  ),
  contractRule('pool-shrunk', 'A pool grows as far as before', offeredAmount, ({ placement: { pools } }) =>
    pools.map((pool) => ({ at: `${poolAt(pool)}.max_nodes`, value: pool.max_nodes })),
  ),
  contractRule('node-shrunk', 'A pod that fits on a node goes on fitting', sizeOffered, ({ placement: { pools } }) =>
    pools.map((pool) => ({ at: `${poolAt(pool)}.instance_type`, value: pool.instance_type })),
  ),
  contractRule('pool-nodes-changed', 'How many nodes there are is told; limits are what counts', told, (contract) =>
    contract.placement.pools.map((pool) => ({ at: `${poolAt(pool)}.nodes`, value: String(pool.nodes) })),
  ),
];
