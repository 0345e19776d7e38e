import type { Difference } from '../../model/rules/drift/difference';

/** What the present configuration would change beside the drift, by resource. */
export interface Pending {
  readonly create: readonly string[];
  readonly change: readonly string[];
  readonly destroy: readonly string[];
}

/** What a plan does is the other way round: what it creates is missing, what it destroys is too much. */
export function pendingIn(differences: readonly Difference[]): Pending {
  const addresses = (action: Difference['action']) => [
    ...new Set(differences.filter((it) => it.action === action).map(({ address }) => address)),
  ];
  return { create: addresses('removed'), change: addresses('changed'), destroy: addresses('added') };
}

/** Whether there is anything pending. */
export const isPending = (pending: Pending | undefined): pending is Pending =>
  pending !== undefined && Object.values(pending).some((addresses: readonly string[]) => addresses.length > 0);
