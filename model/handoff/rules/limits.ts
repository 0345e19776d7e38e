import { type Amount, demandedAmount, offered, offeredAmount, told } from '../compare';
import type { HandoffContract } from '../contract';
import { contractRule, fields, members } from './rule';

type Container = HandoffContract['container'];

const container = (name: keyof Container) => (contract: HandoffContract) =>
  fields<Amount>(`container.${name}`, contract.container[name]);

/** How much there is, what gets through, and how many pods there may be. */
export const LIMIT_RULES = [
  contractRule('quota-lowered', 'The namespace may ask for as much as before', offeredAmount, ({ quota }) =>
    fields<Amount>('quota', quota),
  ),
  contractRule('container-limit-lowered', 'A container gets as much as before', offeredAmount, (it) => [
    ...container('max')(it),
    ...container('default_limit')(it),
  ]),
  contractRule(
    'default-request-raised',
    'A container that names no request counts for no more of the quota than before',
    demandedAmount,
    container('default_request'),
  ),
  contractRule('internet-closed', 'Pods that reach public addresses go on reaching them', offeredAmount, (it) => [
    { at: 'network.internet_egress', value: it.network.internet_egress },
  ]),
  contractRule(
    'flow-removed',
    'What gets through between namespaces goes on getting through',
    offered,
    ({ network }) => [
      ...members('network.reached_from', network.reached_from),
      ...members('network.reaches', network.reaches),
      ...members('network.always', network.always),
    ],
  ),
  contractRule(
    'bounds-narrowed',
    'A workload may have as many pods, and be rolled out as fast, as before',
    offeredAmount,
    ({ workload_bounds: bounds }) =>
      fields<Amount>('workload_bounds', {
        max_replicas: bounds.max_replicas,
        autoscaler_max_replicas: bounds.autoscaler_max_replicas,
        max_unavailable: bounds.max_unavailable,
        max_surge_percent: bounds.max_surge_percent,
      }),
  ),
  contractRule(
    'minimum-raised',
    'A workload needs no more pods than before',
    demandedAmount,
    ({ workload_bounds: { min_replicas } }) => [{ at: 'workload_bounds.min_replicas', value: min_replicas }],
  ),
  contractRule(
    'secret-removed',
    'A Secret that pods read is there, with the keys that it had',
    offered,
    ({ secrets }) =>
      secrets.flatMap(({ name, purpose, keys }) => [
        { at: `secrets[${name}]`, value: purpose },
        ...members(`secrets[${name}].keys`, keys),
      ]),
  ),
  contractRule('rotation-changed', 'How often a secret is rotated is told, and breaks nothing', told, ({ secrets }) =>
    secrets.map((it) => ({
      at: `secrets[${it.name}].rotation_frequency_days`,
      value: String(it.rotation_frequency_days),
    })),
  ),
];
