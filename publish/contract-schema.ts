import { z } from 'zod';
import { handoffContract } from '../model/handoff/contract';

/** Where the schema of a hand-off contract stands, as seen from the root of a clone. */
export const CONTRACT_SCHEMA_FILE = 'contracts/service-handoff-contract.schema.json';

/** JSON Schema of a published contract. OpenAPI 3.1 speaks the same dialect. */
export function contractSchema(): z.core.JSONSchema.BaseSchema {
  const { $schema, ...schema } = z.toJSONSchema(handoffContract, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      bound(jsonSchema);
    },
  });
  return {
    $schema,
    $id: 'https://lke-platform.io/v1/service-handoff-contract.schema.json',
    title: 'ServiceHandoffContract',
    description: 'What an application team is told of an environment.',
    ...schema,
  };
}

/** The schema as it stands in the file. */
export const contractSchemaText = () => `${JSON.stringify(contractSchema(), undefined, 2)}\n`;

const LONGEST_TEXT = 2_000;
const MOST_ENTRIES = 1_000;
const LARGEST_NUMBER = 2_147_483_647;

/** Whoever reads a contract knows how much there can be at most. */
function bound(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.type === 'string' && schema.enum === undefined) schema.maxLength ??= LONGEST_TEXT;
  if (schema.type === 'array') schema.maxItems ??= MOST_ENTRIES;
  if (schema.type === 'object' && schema.properties === undefined) schema.maxProperties ??= MOST_ENTRIES;
  if (schema.type === 'integer') Object.assign(schema, { format: 'int32', minimum: 0, maximum: LARGEST_NUMBER });
  if (schema.type === 'number') Object.assign(schema, { minimum: 0, maximum: LARGEST_NUMBER });
}
