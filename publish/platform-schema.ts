import { z } from 'zod';
import { defaultOf, docOf } from '../model/field';
import { platformFile } from '../model/platform-file';

/** Where editors find the schema, as seen from the root of a clone. */
export const PLATFORM_SCHEMA_FILE = 'contracts/platform.schema.json';

/**
 * JSON Schema of the platform file, so that editors complete and check it. Draft 7 is what the YAML language server
 * reads best. It holds the rules of single values; `lke-platform validate` knows those between values, too.
 */
export function platformSchema(): z.core.JSONSchema.BaseSchema {
  const { $schema, ...schema } = z.toJSONSchema(platformFile.schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const description = describe(zodSchema);
      if (description) jsonSchema.description = description;
    },
  });
  return {
    $schema,
    $id: 'https://lke-platform.io/v1/platform.schema.json',
    title: 'platform.yaml',
    description: platformFile.about,
    ...schema,
  };
}

/** The schema as it stands in the file. */
export const platformSchemaText = () => `${JSON.stringify(platformSchema(), undefined, 2)}\n`;

function describe(schema: z.core.$ZodType): string | undefined {
  const doc = docOf(schema);
  if (!doc) return undefined;
  const fallback = defaultOf(schema);
  const byDefault = fallback && ('text' in fallback ? fallback.text : JSON.stringify(fallback.value));
  return [
    `${doc.about}.`,
    `Allowed: ${doc.allowed}.`,
    ...(byDefault === undefined ? [] : [`Default: ${byDefault}.`]),
    `Source: ${doc.source ?? 'data-model.md'}.`,
  ].join('\n');
}
