import type { Service } from '../catalogue/offer';
import type { EnvironmentName } from '../entities/environment';

/** Who something is paid for: one environment, or all that share the cluster. */
export type Owner = EnvironmentName | 'shared';

/** The two ends of what may run: every pool at its `count`, and every pool and quota at its largest. */
export const BOUNDS = ['count', 'maxCount'] as const;
export type Bound = (typeof BOUNDS)[number];

/** A value at each of the two ends. */
export type AtBounds<T> = Readonly<Record<Bound, T>>;

/** Computes a value at each of the two ends. */
export const atBounds = <T>(valueAt: (bound: Bound) => T): AtBounds<T> => ({
  count: valueAt('count'),
  maxCount: valueAt('maxCount'),
});

/** What has a price: Linodes of a type, or a service of Linode. */
export type Priced = { readonly instanceType: string } | { readonly service: Service };

/** Something that is paid for by the month. */
export interface Item {
  readonly owner: Owner;
  /** What it is within its owner, such as `general`, the name of a pool. */
  readonly name: string;
  readonly priced: Priced;
  /** Region whose prices hold; undefined for what an account pays once. */
  readonly region: string | undefined;
  /** Number of Linodes, NodeBalancers or control planes, or of GB of a volume. */
  readonly quantity: AtBounds<number>;
  /** Address of the resource that it is part of, in a plan. */
  readonly address?: string;
}
