import type { AttributeChange } from './attribute-changes';
import type { ObjectChange } from './object-change';

/** What a plan does to a resource. */
export type Action = 'create' | 'update' | 'replace' | 'destroy' | 'forget' | 'import' | 'move';

/** One resource that a plan changes. */
export interface Change {
  readonly address: string;
  readonly action: Action;
  /** Where the resource was before, if it moves. */
  readonly previousAddress?: string;
  /** Id at Linode or in Kubernetes, if the resource existed before and is taken over. */
  readonly importing?: string;
  /** Why it is replaced or destroyed: attributes that cannot be changed in place, or the engine's reason. */
  readonly reasons: readonly string[];
  /** Objects of their own at Linode that are part of the resource, of an update. */
  readonly objects: readonly ObjectChange[];
  /** Of an update or a replacement; what is sensitive is left out. */
  readonly attributes: readonly AttributeChange[];
}
