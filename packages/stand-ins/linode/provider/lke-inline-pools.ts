import { elements } from '../../engine/paths';
import { same, type Fields } from '../../protocol/values';
import { without } from '../../without';
import { filledText, number, only, text, textMap, texts } from '../../values';
import type { ApiPool } from './api-types';
import { poolBody } from './lke-cluster-fields';
import { poolReady } from './lke-pool-ready';
import type { LinodeSession } from './session';
import { inSetOrder } from './set-order';

/**
 * Which pool of the API is which block: first by the id in the state, then by having the same attributes. A block whose
 * pool is not found gets null; pools that are not a block's come last, and the next apply will delete them.
 */
export function matchPools(declared: Fields[], pools: ApiPool[]): (ApiPool | null)[] {
  const left = new Map(pools.map((it) => [it.id, it]));
  const take = (pool: ApiPool | undefined) => {
    if (pool) left.delete(pool.id);
    return pool ?? null;
  };
  const byId = declared.map((it) => take(left.get(number(it.id) ?? 0)));
  const matched = byId.map(
    (found, index) => found ?? take([...left.values()].find((it) => alike(declared[index], it))),
  );
  return [...matched, ...left.values()];
}

function alike(declared: Fields | undefined, pool: ApiPool): boolean {
  if (!declared) return false;
  const { type, count, autoscaler } = poolBody(declared);
  const scaled = autoscaler ? same({ ...autoscaler } as Fields, { ...pool.autoscaler }) : !pool.autoscaler.enabled;
  const named = (['update_strategy', 'k8s_version', 'label', 'disk_encryption'] as const).every(
    (it) => !text(declared[it]) || declared[it] === pool[it],
  );
  return (
    type === pool.type &&
    count === pool.count &&
    scaled &&
    named &&
    // The provider compares the two as lists.
    same(inSetOrder(texts(declared.tags)), pool.tags) &&
    same(sorted(taintsOf(declared)), sorted(pool.taints.map(taintText))) &&
    same(entriesOf(textMap(declared.labels)), entriesOf(pool.labels))
  );
}

/**
 * Makes the pools what the blocks say, block by block in their order: the first block is the first pool, so a block
 * removed in the middle changes every pool after it. A pool of another type or disk encryption is a new one, made before
 * the old one is deleted.
 */
export async function reconcilePools(
  cluster: string,
  prior: Fields,
  planned: Fields,
  session: LinodeSession,
): Promise<void> {
  const before = elements(prior.pool).filter((it) => number(it.id) !== 0);
  const wanted = elements(planned.pool);
  const path = `/lke/clusters/${cluster}/pools`;
  const touched: number[] = [];
  const pairs = wanted.map((it, index) => ({ it, old: before[index] }));
  const kept = pairs.filter(({ it, old }) => old?.type === it.type && sameEncryption(it, old ?? {}));

  for (const { it, old } of kept) {
    const id = number(old?.id) ?? 0;
    if (same(changesOf(it), changesOf(old ?? {}))) continue;
    await session.put(`${path}/${id}`, changeBody(it, old ?? {}), `failed to update LKE Cluster ${cluster} Pool ${id}`);
    touched.push(id);
  }
  for (const { it } of pairs.filter((pair) => !kept.includes(pair))) {
    const created = await session.post<ApiPool>(path, poolBody(it), `failed to create LKE Cluster ${cluster} Pool`);
    touched.push(created.id);
  }
  const keptIds = kept.map(({ old }) => old?.id);
  for (const { id } of before.filter((it) => !keptIds.includes(it.id))) {
    await session.remove(`${path}/${number(id) ?? 0}`, `failed to delete LKE Cluster ${cluster} Pool`);
  }
  for (const id of touched) await poolReady(cluster, id, session);
}

/** What a block does not name stays as it is. */
function sameEncryption(wanted: Fields, before: Fields): boolean {
  return filledText(wanted.disk_encryption) === filledText(before.disk_encryption);
}

function changesOf(pool: Fields): Fields {
  return without(pool, 'nodes', 'disk_encryption', 'id');
}

/** Count and tags are always sent, the rest when it changes. */
function changeBody(wanted: Fields, before: Fields): object {
  const { autoscaler, ...body } = without(poolBody(wanted), 'type', 'disk_encryption');
  const off = { enabled: false, min: body.count, max: body.count };
  return {
    ...body,
    label: text(wanted.label) ?? '',
    autoscaler: same(only(wanted.autoscaler), only(before.autoscaler)) ? undefined : (autoscaler ?? off),
  };
}

function taintsOf(pool: Fields): string[] {
  return elements(pool.taint).map((it) =>
    taintText({ key: text(it.key) ?? '', value: text(it.value) ?? '', effect: text(it.effect) ?? '' }),
  );
}

function taintText({ key, value, effect }: ApiPool['taints'][number]): string {
  return `${key}=${value}:${effect}`;
}

function entriesOf(labels: Record<string, string>): string[] {
  return sorted(Object.entries(labels).map(([key, value]) => `${key}=${value}`));
}

function sorted(items: string[]): string[] {
  return [...items].sort();
}
