import * as fc from 'fast-check';

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/**
 * A map with some of its keys: the required ones in each sample, each of the others in about every second. Whether
 * the result is right is what the properties are about, so that its type is given where it is used.
 */
export function map(required: Fields, optional: Fields): fc.Arbitrary<Record<string, unknown>> {
  return fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required), noNullPrototype: true });
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const characters = (allowed: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...allowed), minLength, maxLength });

/** Lower-case letters and digits with single hyphens between them, beginning with a letter. */
export const name = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .tuple(characters(LETTERS, 1, 1), characters(`${LETTERS}0123456789-`, 2, maxLength - 1))
    .map(([first, rest]) => (first + rest).replace(/-+/g, '-').replace(/-$/, 'x'));

export const email = name(12).map((box) => `${box}@platform.example`);

export const domainBelow = (parent: string): fc.Arbitrary<string> => name(10).map((label) => `${label}.${parent}`);

const octet = fc.integer({ min: 0, max: 255 });

export const ipv4Network = fc
  .tuple(octet, octet, octet, octet, fc.constantFrom(8, 16, 24, 32))
  .map(([a, b, c, d, prefix]) =>
    [a, b, c, d]
      .map((part, index) => (index * 8 < prefix ? part : 0))
      .join('.')
      .concat(`/${prefix}`),
  );

export const ipv6Network = fc.constantFrom('2001:db8::/32', '2001:db8:40::/48', '2001:db8::1/128', '::/0');

/** A key of a label or taint that neither Kubernetes nor Linode nor the platform keeps for itself. */
export const labelKey = fc.oneof(
  name(20),
  name(20).map((key) => `acme.example/${key}`),
);

export const labelValue = fc.oneof(
  fc.constant(''),
  name(20).map((value) => value.replace(/-/g, '_')),
);

export const labels = fc.dictionary(labelKey, labelValue, { maxKeys: 3, noNullPrototype: true });

export const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

export const timestamp = day.chain((date) => fc.constantFrom(`${date}T00:00:00Z`, `${date}T12:30:00+02:00`));

export const address = fc.constantFrom('https://mirror.acme.example', 'http://10.0.0.5:8080/linode');
/** Of an S3 endpoint, which has no path. */
export const s3Address = fc.constantFrom('https://s3.acme.example', 'http://10.0.0.5:9000');

export const reference = (source: string): fc.Arbitrary<string> =>
  fc.tuple(name(12), fc.constantFrom('', '#key')).map(([path, key]) => `${source}://${path}/secret${key}`);

/** Up to `max` of the entries, no two with the same key. */
export const distinct = <T>(entries: fc.Arbitrary<T>, key: (entry: T) => unknown, max = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(entries, { selector: key, maxLength: max });

/** US dollars with cents, more than none. */
export const dollars = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100);
