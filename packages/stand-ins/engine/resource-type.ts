import type { Fields } from '../protocol/values';

export type Awaitable<T> = T | Promise<T>;

/**
 * What a resource type does beyond its schema. `Session` is what a configured provider works with: a client of the
 * Linode API, or a connection to a cluster.
 */
export interface ResourceType<Session> {
  /** what the real one is built with; it decides which computed values an update leaves unknown */
  plugin: 'sdk' | 'framework';
  /** attributes whose change replaces the resource, by dotted path without indexes */
  replacedBy?: readonly string[];
  /** attributes that replace the resource in this change, beside those that always do */
  alsoReplacedBy?(change: Change): readonly string[];
  /** values of what the configuration leaves out, by dotted path without indexes */
  defaults?: Fields;
  /** framework only: computed attributes that keep their value in an update */
  keeps?: readonly string[];
  /** SDK only: blocks that the provider fills in when the configuration has none, by dotted path */
  computedBlocks?: readonly string[];
  /** what is wrong in a configuration; unknown values are never wrong */
  validate?(config: Fields): string[];
  /** checks and changes a plan as CustomizeDiff and plan modifiers do; throws ProviderError to refuse it */
  modifyPlan?(change: Change, session: Session): Awaitable<Fields>;
  /** @param config the configuration: the only place that has write-only values */
  create(planned: Fields, session: Session, config: Fields): Awaitable<Fields>;
  /** null: it exists no more */
  read(state: Fields, session: Session): Awaitable<Fields | null>;
  update(planned: Fields, prior: Fields, session: Session, config: Fields): Awaitable<Fields>;
  destroy(state: Fields, session: Session): Awaitable<void>;
  /** what an id given to `import` says; the resource is then read. @default `{ id }` */
  importState?(id: string): Fields;
}

export interface Change {
  prior: Fields | null;
  planned: Fields;
  config: Fields;
}

/** A creation that went wrong after the resource had come into being: the engine keeps it in the state, tainted. */
export class HalfCreated extends Error {
  constructor(
    readonly state: Fields,
    readonly reason: unknown,
  ) {
    super('half created');
  }
}
