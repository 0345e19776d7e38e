import { z } from 'zod';
import { entityOf, type Entity } from '../../model/entity';
import { unwrap } from '../../model/field';
import { platformFile } from '../../model/platform-file';

/** An entity, and a place of the platform file where it stands. */
export interface EntityPlace {
  readonly entity: Entity;
  /** Path of the entity, such as `environments.system.nodePools[]`; empty for the file itself. */
  readonly path: string;
}

/** Every place of the platform file where an entity stands, from the outer ones to the inner ones. */
export function entityPlaces(): EntityPlace[] {
  return placesIn(platformFile.schema, '');
}

function placesIn(schema: z.core.$ZodType, path: string): EntityPlace[] {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodArray) return placesIn(bare.element, `${path}[]`);
  if (bare instanceof z.ZodRecord) return placesIn(bare.valueType, `${path}.<key>`);
  const entity = entityOf(bare);
  if (!entity) return [];
  const below = Object.entries(entity.desired).flatMap(([name, field]) => placesIn(field, joined(path, name)));
  return [{ entity, path }, ...below];
}

/** Path of a field of an entity. */
export const joined = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
