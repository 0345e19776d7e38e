import type { FastifySchemaCompiler, FastifySchema } from 'fastify';

/** Nothing is left out of what comes in: what the description does not know is refused. */
const STRICT = {
  allErrors: false,
  removeAdditional: false,
  useDefaults: true,
  allowUnionTypes: true,
  strict: false,
} as const;

async function ajvWith(options: object) {
  const { default: Ajv2020 } = await import('ajv/dist/2020');
  const { default: addFormats } = await import('ajv-formats');
  const ajv = new Ajv2020({ ...STRICT, ...options });
  addFormats(ajv);
  return ajv;
}

/** How requests are held to the schemas of the file, which are of the dialect of 2020-12. */
export async function compilerFor(): Promise<FastifySchemaCompiler<FastifySchema>> {
  const bodies = await ajvWith({});
  // What stands in an address is text.
  const texts = await ajvWith({ coerceTypes: true });
  return ({ schema, httpPart }) => (httpPart === 'body' ? bodies : texts).compile(schema as object) as never;
}

/** How answers are. */
export const responseAjv = () => ajvWith({ useDefaults: false });
