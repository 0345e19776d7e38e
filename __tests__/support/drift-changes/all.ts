import { AT_LINODE, IN_BUCKETS } from './at-linode';
import type { ChangeByHand } from './by-hand';
import { IN_THE_CLUSTER, OF_HELM } from './in-the-cluster';

/** Changes of each kind of thing, of each severity, and of all that no plan shows. */
export const CHANGES_BY_HAND: readonly ChangeByHand[] = [...AT_LINODE, ...IN_BUCKETS, ...IN_THE_CLUSTER, ...OF_HELM];
