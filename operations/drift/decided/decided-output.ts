import { isRecord } from '../../plan-review/attribute-changes';
import { asExpression, eachNamed } from './as-expression';

/** Output of a planned configuration that says what it decides. */
export const DECIDED_OUTPUT = 'lke_platform_decided';

type Block = Readonly<Record<string, unknown>>;

/** Parts of a resource that are about it and not of it. */
const META = new Set(['//', 'lifecycle', 'provider', 'depends_on', 'connection', 'provisioner', 'count', 'for_each']);

/** What is written and never kept may be in no output. */
const WRITE_ONLY = '_wo';

/**
 * A root module with an output more, that has what the configuration decides of each resource. Whether an expression is
 * null, only the engine can say: the configuration does then not decide the value, and no plan shows how it changes.
 */
export function withDecidedOutput(module: Block): Block {
  const value = `\${${decidedIn(module)}}`;
  const output = isRecord(module.output) ? module.output : {};
  return { ...module, output: { ...output, [DECIDED_OUTPUT]: { value, sensitive: true } } };
}

function decidedIn({ resource }: Block): string {
  const resources = Object.entries(isRecord(resource) ? resource : {}).flatMap(([type, named]) =>
    Object.entries(isRecord(named) ? named : {}).flatMap(([name, block]) =>
      isRecord(block) ? [`"${type}.${name}" = ${decidedBy(block)}`] : [],
    ),
  );
  return `{${resources.join(', ')}}`;
}

/** The values of each instance, by the key of `for_each` or in the order of `count`. */
function decidedBy(block: Block): string {
  const own = Object.entries(block).filter(([name]) => !META.has(name) && !name.endsWith(WRITE_ONLY));
  const body = asExpression(Object.fromEntries(own));
  if (block.for_each !== undefined) {
    const { head, entry } = eachNamed('each', block.for_each, body);
    return `{${head}key => ${entry}}`;
  }
  if (block.count === undefined) return body;
  return `[for index in range(${asExpression(block.count)}) : one([for count in [{index = index}] : ${body}])]`;
}
