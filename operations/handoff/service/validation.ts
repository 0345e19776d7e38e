import type { FastifySchemaCompiler, FastifySchema } from 'fastify';
import type { Ajv2020 } from 'ajv/dist/2020';

/** Nothing is left out of what comes in: what the description does not know is refused. */
const STRICT = {
  allErrors: false,
  removeAdditional: false,
  useDefaults: true,
  allowUnionTypes: true,
  strict: false,
} as const;

/** A schema is compiled once in a process, by its content: hundreds of answers of the file are the same few. */
async function makeAjv(options: object): Promise<Ajv2020> {
  const { default: Ajv } = await import('ajv/dist/2020');
  const { default: addFormats } = await import('ajv-formats');
  const ajv = new Ajv({ ...STRICT, ...options });
  addFormats(ajv);
  const compile = ajv.compile.bind(ajv) as (schema: object) => ReturnType<Ajv2020['compile']>;
  const known = new Map<string, ReturnType<Ajv2020['compile']>>();
  const compileOnce = (schema: object) => {
    const content = JSON.stringify(schema);
    const validate = known.get(content) ?? compile(schema);
    known.set(content, validate);
    return validate;
  };
  return Object.assign(ajv, { compile: compileOnce });
}

const made = new Map<string, Promise<Ajv2020>>();

function ajvWith(options: object): Promise<Ajv2020> {
  const key = JSON.stringify(options);
  const ajv = made.get(key) ?? makeAjv(options);
  made.set(key, ajv);
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
