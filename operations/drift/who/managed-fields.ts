import { z } from 'zod';
import type { Doer } from '../../../model/rules/drift/difference';

const managedSchema = z.object({
  metadata: z.object({
    managedFields: z
      .array(
        z.object({
          manager: z.string().optional(),
          time: z.string().optional(),
          subresource: z.string().optional(),
          fieldsV1: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .optional(),
  }),
});

type Fields = Readonly<Record<string, unknown>>;

/** Writers of which it is known that they write for the platform: its provider for objects, and that for releases. */
const OWN = /^(Terraform|terraform-provider-|helm$)/;

/** Whether a writer is one of the platform. */
export const isOwnManager = (manager: string) => OWN.test(manager);

/**
 * Who wrote a value of an object last, and when, as the API server keeps it (managedFields): the writer of the longest part
 * of the path, the latest of several. Undefined where nobody but the platform itself wrote there.
 *
 * @param object as the API server gives it
 * @param path of the value; in the words of the provider or of the API. Empty for the object as a whole
 */
export function whoWrote(object: unknown, path: readonly (string | number)[]): Doer | undefined {
  const { success, data } = managedSchema.safeParse(object);
  if (!success) return undefined;
  const writers = (data.metadata.managedFields ?? []).flatMap(({ manager, time, subresource, fieldsV1 }) => {
    const isKnown = manager !== undefined && time !== undefined && !OWN.test(manager) && subresource !== 'status';
    return isKnown ? [{ who: manager, when: time, depth: depthOf(fieldsV1 ?? {}, path.filter(isName)) }] : [];
  });
  const deepest = Math.max(...writers.map(({ depth }) => depth));
  // Of a value that is gone nobody is the writer any more; whoever wrote beside it is the nearest that can be told.
  if (deepest === 0 && path.length > 0) return undefined;
  const [last] = writers.filter(({ depth }) => depth === deepest).sort((a, b) => b.when.localeCompare(a.when));
  return last && { who: last.who, when: last.when, source: 'managed-fields' };
}

const isName = (part: string | number): part is string => typeof part === 'string';

/** How many parts of a path a set of fields has. */
function depthOf(fields: Fields, [part, ...rest]: readonly string[]): number {
  if (part === undefined) return 0;
  const below = fieldBelow(fields, part);
  return below ? 1 + depthOf(below, rest) : 0;
}

/** The fields below one part: a field of that name, or the element of a list that has it as its key. */
function fieldBelow(fields: Fields, part: string): Fields | undefined {
  for (const name of namesOf(part)) {
    const found = fields[`f:${name}`];
    if (isFields(found)) return found;
  }
  const key = Object.keys(fields).find((it) => it.startsWith('k:') && keyValues(it).includes(part));
  const element = key === undefined ? undefined : fields[key];
  return isFields(element) ? element : undefined;
}

/** As it stands, and as the API has what the provider writes with underscores and in the singular. */
function namesOf(part: string): readonly string[] {
  const camel = part.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [part, camel, `${camel}s`];
}

function keyValues(key: string): readonly unknown[] {
  try {
    return Object.values(JSON.parse(key.slice(2)) as object);
  } catch {
    return [];
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
