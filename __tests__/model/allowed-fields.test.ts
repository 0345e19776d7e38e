import { z } from 'zod';
import { entityOf } from '../../model/entity';
import { docOf, unwrap } from '../../model/field';
import { entityPlaces } from '../../publish/reference/entity-places';

/** The schema of an object behind a field, or behind the entries of its list or map. */
function objectOf(schema: z.core.$ZodType): z.core.$ZodType {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodArray) return objectOf(bare.element);
  return bare instanceof z.ZodRecord ? objectOf(bare.valueType) : bare;
}

/** Fields whose text lists those of their object: what the text names, and what there is. */
const LISTED = [...new Set(entityPlaces().map(({ entity }) => entity))].flatMap((entity) =>
  Object.entries(entity.desired).flatMap(([field, schema]) => {
    const [, named] = /^\{([\w, ]+)\}/.exec(docOf(schema)?.allowed ?? '') ?? [];
    const object = entityOf(objectOf(schema));
    return named !== undefined && object
      ? [[`${entity.name}.${field}`, named, Object.keys(object.desired)] as const]
      : [];
  }),
);

describe('what a text allows of an object', () => {
  it.each(LISTED)('%s: {%s} are its fields', (_, named, fields) => {
    expect(named.split(', ').sort()).toEqual([...fields].sort());
  });

  it('is looked at', () => {
    expect(LISTED.length).toBeGreaterThan(20);
  });
});
