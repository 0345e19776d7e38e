import type { StackId } from '../../naming';

/** Where a difference was seen. */
export type DifferenceOrigin =
  /** The full plan of the configuration that was applied last. */
  | 'plan'
  /** What the engine found changed since the state was written, and that configuration does not pin. */
  | 'resource_drift'
  /** The Linode API, asked for what a plan cannot see. */
  | 'linode'
  /** The Kubernetes API, asked for what a plan cannot see. */
  | 'kubernetes';

/** What happened to it behind the engine's back. */
export type DifferenceAction = 'added' | 'changed' | 'removed';

/** Who did it, and when, as far as it can be told. */
export interface Doer {
  /** User name at Linode, or field manager in Kubernetes. */
  readonly who: string;
  /** ISO 8601. */
  readonly when: string;
  /** Which record says so. */
  readonly source: 'linode-events' | 'managed-fields';
}

/**
 * One way in which the world is not what was applied. Of a change there is one for each value; what was added or
 * removed as a whole is one, with an empty path.
 */
export interface Difference {
  readonly stack: StackId;
  /**
   * Address of the resource in its stack. For what no stack declares, its kind and its name or id, such as
   * `linode_firewall/4711` or `RoleBinding/env-production/intruder`.
   */
  readonly address: string;
  /**
   * Terraform's type of the resource, also of what no stack declares: `linode_firewall`, `kubernetes_role_binding_v1`. Of
   * what Terraform's stacks never have, `kubernetes/` and its kind.
   */
  readonly kind: string;
  /** From the resource to the value: names of attributes, places in lists, keys of maps. Empty for the whole of it. */
  readonly path: readonly (string | number)[];
  readonly action: DifferenceAction;
  /** What was applied; undefined where it was added. Never a secret: that is `(sensitive)`. */
  readonly before?: unknown;
  /** What is there; undefined where it was removed, and since when it goes where it is still there. Never a secret. */
  readonly after?: unknown;
  readonly origin: DifferenceOrigin;
  /** Id at Linode, or UID in Kubernetes, of the object that it belongs to. @default - not known */
  readonly id?: string | undefined;
  /** Of an object of a helm release: which, as `namespace/name`. @default - it is of none */
  readonly release?: string | undefined;
  /** Whether it belongs to a node pool whose number of nodes an autoscaler sets. @default false */
  readonly autoscaled?: boolean | undefined;
  /** @default - nobody knows */
  readonly by?: Doer | undefined;
}

/** The path of a value as Terraform writes it: `control_plane[0].acl[0].enabled`. Empty for the whole resource. */
export const differencePath = (path: Difference['path']): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');

/**
 * The path of a value in the schema of its resource: without the places in lists, keys of maps with it.
 *
 * @returns such as `control_plane.acl.enabled`
 */
export const schemaPath = (path: Difference['path']): readonly string[] =>
  path.filter((part): part is string => typeof part === 'string');

/** Whether something was deleted and is still there, because something keeps it: what is there says since when. */
export const isBeingDeleted = ({ action, path, after }: Difference): boolean =>
  action === 'removed' && path.length === 0 && typeof after === 'object' && 'deleting_since' in (after ?? {});
