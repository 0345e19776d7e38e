import { z } from 'zod';
import type { DerivedDoc, ObservedDoc } from './field';

// A process reads one file or few: compiling the schemas to code first, as zod does, costs more than it saves.
z.config({ jitless: true });

type Shape = Readonly<Record<string, z.ZodType>>;

/**
 * One entity of data-model.md, or a part of one. Each field is marked by the group it stands in:
 * desired (in the file), derived (computed at synth) or observed (a result, refused in the file).
 */
export interface Entity<D extends Shape = Shape> {
  readonly name: string;
  readonly about: string;
  readonly desired: D;
  readonly derived: Readonly<Record<string, DerivedDoc>>;
  readonly observed: Readonly<Record<string, ObservedDoc>>;
  /** Schema of what stands in the file; keys it does not know are refused. */
  readonly schema: z.ZodObject<{ -readonly [K in keyof D]: D[K] }, z.core.$strict>;
}

interface EntityProps<D extends Shape> {
  readonly name: string;
  /** What the entity is, as a sentence. */
  readonly about: string;
  readonly desired: D;
  /** @default - none */
  readonly derived?: Readonly<Record<string, DerivedDoc>>;
  /** @default - none */
  readonly observed?: Readonly<Record<string, ObservedDoc>>;
}

/** By definition, which the copies of a schema share. */
const entities = new WeakMap<z.core.$ZodTypeDef, Entity>();

/** Declares an entity and makes the schema of its desired fields. */
export function entity<const D extends Shape>(props: EntityProps<D>): Entity<D> {
  const schema = z.strictObject(props.desired);
  const declared: Entity<D> = { derived: {}, observed: {}, ...props, schema };
  entities.set(schema._zod.def, declared);
  return declared;
}

/** Entity whose desired fields a schema describes. */
export function entityOf(schema: z.core.$ZodType): Entity | undefined {
  return entities.get(schema._zod.def);
}
