import type { World } from '@lke-platform/stand-ins/world/world';

/** Everything that exists in a world, each by its type and name. */
export function inventoryOf({ linode, kubernetes }: World): string[] {
  const labelled = (type: string, things: Iterable<{ label: string }>) =>
    [...things].map(({ label }) => `${type} ${label}`);
  return [
    ...labelled('cluster', linode.clusters.values()),
    ...labelled('pool', linode.pools.values()),
    ...labelled('firewall', linode.firewalls.values()),
    ...labelled('vpc', linode.vpcs.values()),
    ...labelled('bucket', linode.buckets.values()),
    ...[...linode.domains.values()].map(({ domain }) => `domain ${domain}`),
    ...[...kubernetes.values()].flatMap(({ host, releases }) => [...releases.keys()].map((key) => `${host} ${key}`)),
  ];
}

/** What an inventory has more than once. */
export const twiceIn = (inventory: readonly string[]) =>
  inventory.filter((thing, index) => inventory.indexOf(thing) !== index);

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
