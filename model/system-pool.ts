import type { PlatformDraft } from './draft';

/**
 * Name of the pool of system that stays inside the cluster resource, as LKE demands of one: the one that
 * `cluster.systemPool` names, or the only one there is. Its place in the list says nothing: the provider would delete
 * the pool behind an update in place when somebody sorts the list.
 *
 * @returns undefined where the file does not say
 */
export function systemPoolNameOf({ cluster, environments }: Pick<PlatformDraft, 'cluster' | 'environments'>) {
  if (cluster?.systemPool !== undefined) return cluster.systemPool;
  const [only, ...others] = environments?.system?.nodePools ?? [];
  return others.length === 0 ? only?.name : undefined;
}
