import { demanded, identity, offered, offeredAmount, told } from '../compare';
import type { HandoffContract } from '../contract';
import { contractRule, fields, members } from './rule';

type Pool = HandoffContract['placement']['pools'][number];
type Toleration = Pool['tolerations'][number];

const tolerationText = ({ key, operator, value, effect }: Toleration) => `${key} ${operator} ${value}:${effect}`;
const poolAt = ({ name }: Pool) => `placement.pools[${name}]`;

/** Where pods run. */
export const PLACEMENT_RULES = [
  contractRule('placement-changed', 'The lines that a pod needs are the same', identity, ({ placement }) =>
    fields('placement', {
      runtime_class_name: placement.runtime_class_name,
      priority_class_name: placement.priority_class_name,
    }),
  ),
  contractRule('selector-added', 'A pod needs no more lines than before to be placed', demanded, ({ placement }) => [
    ...fields('placement.node_selector', placement.node_selector),
    ...members('placement.tolerations', placement.tolerations.map(tolerationText)),
  ]),
  contractRule('pool-removed', 'Nodes of a kind that pods ask for are there', offered, ({ placement: { pools } }) =>
    pools.map((pool) => ({ at: poolAt(pool), value: pool.name })),
  ),
  contractRule('pool-label-removed', 'A label by which pods choose their nodes is there', offered, (contract) =>
    contract.placement.pools.flatMap((pool) => fields(`${poolAt(pool)}.labels`, pool.labels)),
  ),
  contractRule('pool-taint-added', 'Nodes take the pods that they took before', demanded, (contract) =>
    contract.placement.pools.flatMap((pool) =>
      members(`${poolAt(pool)}.tolerations`, pool.tolerations.map(tolerationText)),
    ),
  ),
  contractRule('pool-shrunk', 'A pool grows as far as before', offeredAmount, ({ placement: { pools } }) =>
    pools.map((pool) => ({ at: `${poolAt(pool)}.max_nodes`, value: pool.max_nodes })),
  ),
  contractRule('pool-nodes-changed', 'What nodes there are is told; limits are what counts', told, (contract) =>
    contract.placement.pools.flatMap((pool) => [
      { at: `${poolAt(pool)}.nodes`, value: String(pool.nodes) },
      { at: `${poolAt(pool)}.instance_type`, value: pool.instance_type },
    ]),
  ),
];
