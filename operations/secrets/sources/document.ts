import { z } from 'zod';
import { type Fields, SourceError } from './source';

const schema = z.object({
  version: z.literal(1),
  /** Path of the secret: whoever can write to the bucket cannot pass one secret off as another. */
  path: z.string(),
  /** Values in base64. */
  fields: z.record(z.string(), z.base64()),
});

/** The text that is encrypted of a secret. */
export function toDocument(path: string, fields: Fields): Uint8Array {
  const encoded = Object.entries(fields).map(([name, value]) => [name, Buffer.from(value).toString('base64')] as const);
  return Buffer.from(JSON.stringify({ version: 1, path, fields: Object.fromEntries(encoded) }));
}

/** @param place in words @throws {SourceError} when it is something else, or the document of another secret */
export function fromDocument(content: Uint8Array, path: string, place: string): Fields {
  const parsed = parse(content);
  if (!parsed) {
    throw new SourceError(
      `${place} is not a secret as this command writes them`,
      'find out who wrote it, and remove it',
    );
  }
  if (parsed.path !== path) {
    throw new SourceError(
      `${place} is the secret ${parsed.path}, and was moved there by somebody`,
      'find out who did that; remove it, then set the secret again',
    );
  }
  return Object.fromEntries(
    Object.entries(parsed.fields).map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))]),
  );
}

function parse(content: Uint8Array) {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(content).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
