import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Where the description of the service stands, as seen from the root of a clone. */
export const OPENAPI_FILE = 'contracts/service-handoff-openapi.yaml';

export interface Openapi {
  /** As one document: what it takes from a file beside it is in its place. */
  readonly document: Readonly<Record<string, unknown>>;
  /** That document as YAML, for whoever asks: of what it does not hold itself they could get nothing. */
  readonly text: string;
}

/** Reads the description of the service. @param file its path */
export function readOpenapi(file: string): Openapi {
  const document = inlined(parse(readFileSync(file, 'utf8')), dirname(file)) as Openapi['document'];
  return { document, text: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }) };
}

/** Puts what is named by a file in its place. */
function inlined(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, folder));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string' && $ref.startsWith('./')) {
    const schema = JSON.parse(readFileSync(join(folder, $ref), 'utf8')) as object;
    // A schema inside of a document has neither of its own.
    return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inlined(one, folder)]));
}
