import type { Field, Fields, InputType } from '../../constructs/inputs/types';
import { limitOfField } from './tables';
import type { ModuleDefinition } from './definition';

/** Interfaces by name, in the order in which they are met. */
type Interfaces = Map<string, { readonly fields: Fields; readonly about: string }>;

/** The file with the props of a construct, as interfaces that an editor can show. */
export const propsPath = ({ name }: ModuleDefinition) => `constructs/${name}/props.ts`;

/** Writes the table of inputs as interfaces. */
export function propsText({ name, inputs }: ModuleDefinition): string {
  const prefix = pascalCase(name);
  const interfaces: Interfaces = new Map();
  interfaces.set(`${prefix}Props`, { fields: inputs, about: `Props of the construct behind the module \`${name}\`.` });
  const texts: string[] = [];
  // The map grows while it is gone through: an object that is met gets its turn.
  for (const [owner, { fields, about }] of interfaces) {
    const members = Object.entries(fields).map(([key, field]) => member(key, field, prefix, interfaces));
    texts.push(`/** ${about} */\nexport interface ${owner} {\n${members.join('\n')}\n}\n`);
  }
  const body = texts.join('\n');
  const imports = body.includes('IResolvable') ? "import type { IResolvable } from 'cdktf';\n\n" : '';
  return `// Written by \`npm run modules\` from inputs.ts; a test holds it current.\n${imports}${body}`;
}

function member(key: string, field: Field, prefix: string, interfaces: Interfaces): string {
  const { type, description, optional, default: value } = field;
  const allowed = limitOfField(field);
  const lines = [
    description,
    ...(allowed === undefined ? [] : [`Allowed: ${allowed}.`]),
    ...(optional ? ['', `@default ${value === null ? '- none' : JSON.stringify(value)}`] : []),
  ].map((line) => line.replaceAll('*/', '*\\/'));
  const comment = lines.length === 1 ? `/** ${lines.join('')} */` : `/**\n${lines.map(commentLine).join('\n')}\n   */`;
  const named = typeText(type, key, description, prefix, interfaces);
  return `  ${comment}\n  readonly ${key}${optional ? '?' : ''}: ${named};`;
}

function typeText(type: InputType, key: string, about: string, prefix: string, interfaces: Interfaces): string {
  const { hcl, element, fields } = type;
  if (element) {
    const inner = typeText(element, key.endsWith('s') ? key.slice(0, -1) : `${key}Entry`, about, prefix, interfaces);
    return hcl.startsWith('map') ? `Readonly<Record<string, ${inner}>> | IResolvable` : `readonly ${inner}[]`;
  }
  if (!fields) return hcl === 'bool' ? 'boolean | IResolvable' : hcl;
  const known = [...interfaces].find(([, one]) => one.fields === fields)?.[0];
  const name = known ?? prefix + pascalCase(key);
  if (!known && interfaces.has(name)) throw new Error(`two objects of ${prefix} would be called ${name}`);
  interfaces.set(name, interfaces.get(name) ?? { fields, about });
  return name;
}

const commentLine = (line: string) => (line === '' ? '   *' : `   * ${line}`);

const pascalCase = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
