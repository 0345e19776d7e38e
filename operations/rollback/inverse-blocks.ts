import type { PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { type Attributes, thingOf } from '../orphans/kinds';
import { actionOf } from '../plan-review/action';

/**
 * What has to stand beside the former configuration, so that the engine goes back instead of destroying and making anew.
 */
export interface InverseBlocks {
  /** For what was moved. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** For what was forgotten and goes on existing. */
  readonly imports: readonly { readonly to: string; readonly id: string }[];
  /** Resources that were imported, to be forgotten again. */
  readonly removed: readonly string[];
  /**
   * Instances that were imported, and others of the same resource not: a removed block takes no instance key, so the engine
   * has to be told to forget them (`state rm`).
   */
  readonly forgotten: readonly string[];
}

export const NO_BLOCKS: InverseBlocks = { moved: [], imports: [], removed: [], forgotten: [] };

/** The inverse of each move, removal and import of a plan. */
export function inverseBlocks({ resource_changes: all = [] }: PlanJson): InverseBlocks {
  const imported = all.filter(({ mode, change }) => mode === 'managed' && change.importing);
  const whole = new Set(imported.map(resourceOf).filter((resource) => isWhole(resource, all)));
  return {
    moved: all.flatMap(({ address, previous_address: from, change }) =>
      from === undefined || change.actions.join() === 'delete' ? [] : [{ from: address, to: from }],
    ),
    imports: all.flatMap((resource) => {
      const id = actionOf(resource) === 'forget' ? importId(resource) : undefined;
      return id === undefined ? [] : [{ to: resource.address, id }];
    }),
    removed: [...whole],
    forgotten: imported.filter((resource) => !whole.has(resourceOf(resource))).map(({ address }) => address),
  };
}

/** Whether a plan imports all that there is of a resource. */
const isWhole = (resource: string, all: readonly ResourceChangeJson[]) =>
  all.filter((it) => it.mode === 'managed' && resourceOf(it) === resource).every(({ change }) => change.importing);

/** `linode_lke_node_pool.pool` of `linode_lke_node_pool.pool["general"]` */
const resourceOf = ({ address }: Pick<ResourceChangeJson, 'address'>) => address.replace(/\[[^[\]]*\]$/, '');

/** Types that are never orphans, with what their ids are made of. */
const FURTHER_IDS: Readonly<Record<string, readonly string[]>> = {
  linode_domain_record: ['domain_id', 'id'],
  linode_firewall_device: ['firewall_id', 'id'],
};

/** The id by which the provider imports what a plan forgets; undefined where it has none. */
function importId({ type, change: { before } }: ResourceChangeJson): string | undefined {
  const attributes = (before ?? {}) as Attributes;
  const text = (name: string) => {
    const value = attributes[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const id = thingOf(type, attributes)?.id ?? (FURTHER_IDS[type] ?? ['id']).map(text).join(',');
  return id === '' ? undefined : id;
}

/** Whether there is anything to write. */
export const hasBlocks = ({ moved, imports, removed }: InverseBlocks) =>
  moved.length + imports.length + removed.length > 0;

/** The blocks in Terraform's JSON syntax. */
export function blocksJson({ moved, imports, removed }: InverseBlocks): object {
  return {
    ...(moved.length > 0 && { moved }),
    ...(imports.length > 0 && { import: imports }),
    ...(removed.length > 0 && { removed: removed.map((from) => ({ from, lifecycle: { destroy: false } })) }),
  };
}
