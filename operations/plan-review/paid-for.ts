import { type Tier, TIERS } from '../../model/entities/cluster';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import type { Item } from '../../model/cost/item';
import { controlPlaneItems, loadBalancerItems, volumeItems } from '../../model/cost/platform-items';
import { ENVIRONMENT_KEY, namespaceOf, type StackId } from '../../model/naming';
import type { PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { isRecord } from './attribute-changes';

/** What is paid for of one stack, before and after a plan is applied, as the plan itself has it. */
export interface PaidFor {
  readonly before: readonly PaidItem[];
  readonly after: readonly PaidItem[];
}

/** An item of a plan. */
export interface PaidItem extends Item {
  /** Linode id of a pool that exists; one can be seen from two resources while it is taken over. */
  readonly poolId?: string | undefined;
}

interface Place {
  readonly stack: StackId;
  /** Region of the cluster, for what does not say its own. */
  readonly region: string;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * What a plan says is paid for. Both sides are the plan's own: what it found, be it changed outside of the engine or taken
 * over, and what it makes of it.
 */
export function paidForIn(place: Place, { resource_changes: changes = [] }: PlanJson): PaidFor {
  const managed = changes.filter(({ mode }) => mode === 'managed');
  return {
    before: managed.flatMap((change) => itemsOf(place, change, change.change.before)),
    after: managed.flatMap((change) =>
      itemsOf(place, change, stays(change) ? change.change.before : change.change.after),
    ),
  };
}

/** What is paid for although it leaves the state: what is only forgotten, and volumes, which outlive their release. */
const stays = ({ type, change: { actions } }: ResourceChangeJson) =>
  actions.includes('forget') || (type === 'helm_release' && actions.join() === 'delete');

function itemsOf(place: Place, change: ResourceChangeJson, side: unknown): PaidItem[] {
  const values = isRecord(side) ? side : undefined;
  const make = PAID_TYPES[change.type];
  if (!values || !make) return [];
  return make(place, values, change).map((item) => ({ ...item, address: change.address }));
}

type Make = (place: Place, values: Values, change: ResourceChangeJson) => PaidItem[];

/** Resources that are paid for, or that let others be made that are. */
const PAID_TYPES: Readonly<Record<string, Make>> = {
  linode_lke_cluster: clusterItems,
  linode_lke_node_pool: (place, values, change) => [
    poolItem(place, values, values.node_count, labelOf(change.change.after) ?? labelOf(values) ?? change.address),
  ],
  kubernetes_resource_quota_v1: ({ stack, region }, { metadata, spec }) => {
    const namespace = firstOf(metadata)?.namespace;
    const hard = firstOf(spec)?.hard;
    const allowed = isRecord(hard) ? Number(hard['services.loadbalancers'] ?? 0) : 0;
    const owner = ENVIRONMENT_NAMES.find((name) => namespaceOf(name) === namespace) ?? ownerOf(stack);
    return loadBalancerItems(owner, Number.isInteger(allowed) ? allowed : 0, region);
  },
  helm_release: ({ region }, { name }) => volumeItems(String(name), region),
};

/** Blocks of pools have no names: the provider takes them by their places, and so does this. */
function clusterItems({ stack, region: usual }: Place, values: Values, { change }: ResourceChangeJson): PaidItem[] {
  const region = textOf(values.region) ?? usual;
  const highAvailability = firstOf(values.control_plane)?.high_availability === true;
  const wanted = isRecord(change.after) ? listOf(change.after.pool) : [];
  return [
    ...controlPlaneItems({ tier: tierOf(values.tier), highAvailability, region }),
    ...listOf(values.pool).flatMap((pool, index) => {
      // A block whose pool is gone keeps its place in the state, with the id 0.
      if (!isRecord(pool) || pool.id === 0) return [];
      const name = labelOf(wanted[index]) ?? labelOf(pool) ?? `pool ${index + 1}`;
      return [poolItem({ stack, region }, pool, pool.count, name)];
    }),
  ];
}

function poolItem({ stack, region }: Place, pool: Values, nodes: unknown, label: string): PaidItem {
  const owner = environmentIn(pool.labels) ?? ownerOf(stack);
  const scaled = firstOf(pool.autoscaler);
  // Beside an autoscaler the number of nodes is the autoscaler's own.
  const [least, most] = scaled ? [scaled.min, scaled.max] : [nodes, nodes];
  return {
    ...{ owner, region, name: label.startsWith(`${owner}-`) ? label.slice(owner.length + 1) : label },
    priced: { instanceType: String(pool.type) },
    quantity: { count: Number(least ?? 0), maxCount: Number(most ?? least ?? 0) },
    // A number inside the cluster, and a text of a resource of its own.
    poolId: typeof pool.id === 'number' || typeof pool.id === 'string' ? `${pool.id}` : undefined,
  };
}

/** The pool inside the cluster is one of system. */
const ownerOf = (stack: StackId): EnvironmentName => ENVIRONMENT_NAMES.find((name) => name === stack) ?? 'system';

function environmentIn(labels: unknown): EnvironmentName | undefined {
  const environment = isRecord(labels) ? labels[ENVIRONMENT_KEY] : undefined;
  return ENVIRONMENT_NAMES.find((name) => name === environment);
}

const tierOf = (tier: unknown): Tier => TIERS.find((name) => name === tier) ?? 'standard';
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const labelOf = (pool: unknown) => (isRecord(pool) ? textOf(pool.label) : undefined);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const firstOf = (value: unknown): Values | undefined => {
  const [first] = listOf(value);
  return isRecord(first) ? first : undefined;
};
