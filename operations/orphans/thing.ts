import type { Platform } from '../../model/platform';

/** Something that exists at Linode or in the cluster, called as the providers call it. */
export interface Thing {
  /** Terraform's type of it, such as `linode_firewall`. */
  readonly type: string;
  /** The id with which its provider imports it. */
  readonly id: string;
  /** What tells it from others of its type in the eyes of a stack: a label, a domain, `namespace/name`. */
  readonly name: string;
  /** What shows that it is the platform's, such as `it has the tag acme`. @default - nothing does */
  readonly mark?: string | undefined;
  /** Why a stack cannot take it over by an import alone, and what to do instead. @default - nothing stands against it */
  readonly obstacle?: string | undefined;
}

/** How a thing is named on a command line: `linode_firewall:1234`. */
export const referenceOf = ({ type, id }: Pick<Thing, 'type' | 'id'>) => `${type}:${id}`;

/** What a stack is about to take over, by an import block. */
export type Import = Pick<Platform['imports'][number], 'to' | 'id'>;

/** The reference of what an import block takes over: its address begins with the type. */
export const referenceOfImport = ({ to, id }: Import) => referenceOf({ type: to.slice(0, to.indexOf('.')), id });

/** @throws {Error} when it is not a reference */
export function parseReference(text: string): Pick<Thing, 'type' | 'id'> {
  const [, type, id] = /^([a-z0-9_]+):(\S+)$/.exec(text) ?? [];
  if (type !== undefined && id !== undefined) return { type, id };
  throw new Error(`"${text}" names nothing. Name it as "npx lke-platform orphans" does, such as linode_firewall:1234.`);
}
