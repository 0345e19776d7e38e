import { z } from 'zod';
import { defaultOf, docOf, documented, unwrap } from '../../model/field';

const doc = { about: 'Number of nodes', allowed: 'a whole number' };

describe('a desired field', () => {
  it('is documented wherever in its wrappers the documentation was given', () => {
    const field = documented(z.int(), doc);

    expect([field, field.optional(), field.default(3), field.optional().prefault(3)].map(docOf)).toEqual([
      doc,
      doc,
      doc,
      doc,
    ]);
    expect(docOf(documented(field.optional(), { ...doc, about: 'Outer' }))?.about).toBe('Outer');
  });

  it('leaves the schema it is made of as it is', () => {
    const schema = z.int();
    documented(schema, doc);

    expect(docOf(schema)).toBeUndefined();
  });

  it('has the default of its schema, or the one that is told in words', () => {
    expect(defaultOf(documented(z.int().default(3), doc))).toEqual({ value: 3 });
    expect(defaultOf(documented(z.int().optional(), { ...doc, default: 'as many as needed' }))).toEqual({
      text: 'as many as needed',
    });
    expect(defaultOf(documented(z.int(), doc))).toBeUndefined();
  });

  it('can be freed of its wrappers', () => {
    const schema = z.int();

    expect(unwrap(schema.optional().default(3))).toBe(schema);
    expect(unwrap(schema)).toBe(schema);
  });
});
