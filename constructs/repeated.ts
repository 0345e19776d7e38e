import { Lazy, Token, type IResolvable, type TerraformElement } from 'cdktf';

/** A map whose entries become instances of a resource: literal, or a token such as `${var.node_pools}`. */
export type Keyed = unknown;

/** Key of the only instance of a resource that may also be missing. */
const ONLY = 'this';

/**
 * Makes a resource one instance per entry of a map. Literals and variables take the same way, so that the addresses
 * of a stack are those of the module, and going from one to the other is a `moved` block.
 */
export function forEach(resource: TerraformElement, entries: Keyed): void {
  resource.addOverride('for_each', entries);
}

/** A value that may be missing, as a map of at most one entry. */
export function atMostOne(value: unknown): Keyed {
  if (value === null || value === undefined) return {};
  if (!isToken(value)) return { [ONLY]: value };
  return wrap(value, (name) => `${name} == null ? {} : { ${ONLY} = ${name} }`);
}

/** The map in a field of an object that may be missing: literals as they are, of a token by its expression. */
export function fieldOf(object: Readonly<Record<string, unknown>> | undefined, field: string): Keyed {
  if (object === null || object === undefined) return {};
  if (!isToken(object)) return object[field];
  return wrap(object, (name) => `${name} == null ? {} : ${name}.${field}`);
}

/**
 * The entries of a map while a condition holds, else none.
 *
 * @param entries what makes them, as it stands inside the braces: `for name, pool in … : name => pool.id`
 */
export function entriesWhile(condition: unknown, entries: string): Keyed {
  if (typeof condition === 'boolean') return condition ? `\${{ ${entries} }}` : {};
  return wrap(condition, (name) => `{ ${entries} if ${name} }`);
}

/** A list of text with one more: for literals a list without doubles, for tokens Terraform's concat. */
export function withOneMore(list: readonly string[], text: string): string[] {
  if (isToken(list)) return Token.asList(wrap(list, (name) => `concat(${name}, ["${text}"])`));
  return [...new Set([...list, text])];
}

/** A list with those of another one behind them: for literals a list, for tokens Terraform's concat. */
export function withMore(list: readonly unknown[], more: unknown): unknown {
  if (Array.isArray(more)) return [...list, ...(more as unknown[])];
  return written((text) => `concat([${list.map((entry) => text(entry)).join(', ')}], ${text(more)})`);
}

/** An attribute of the instance of a resource that may be missing; null where it is. */
export const oneOrNull = (resource: { readonly fqn: string }, attribute: string) =>
  `\${one([for instance in ${resource.fqn} : instance.${attribute}])}`;

/** Adds a repeated block to a resource, one per element. Inside, the element is called as the block is. */
export function dynamicBlock(
  resource: TerraformElement,
  path: string,
  elements: unknown,
  content: Readonly<Record<string, unknown>>,
): void {
  const at = path.split('.');
  const name = at.pop();
  resource.addOverride([...at, 'dynamic', name].join('.'), { for_each: elements, content });
}

/** The elements of a block that is there only while a value is: for literals a list, for tokens Terraform's splat. */
export function whenSet(value: unknown): unknown {
  if (value === null || value === undefined) return [];
  return isToken(value) ? wrap(value, (name) => `${name}[*]`) : [value];
}

/** The elements of a block that is there only while a condition holds. */
export function whenTrue(condition: unknown): unknown {
  if (typeof condition === 'boolean') return condition ? [true] : [];
  return wrap(condition, (name) => `${name} ? [true] : []`);
}

/** The one value of a map that is there only while a condition holds. */
export function onlyWhile(condition: unknown, value: unknown): Keyed {
  if (typeof condition === 'boolean') return condition ? { [ONLY]: value } : {};
  return written((text) => `${text(condition)} ? { ${ONLY} = ${text(value)} } : {}`);
}

/**
 * Makes a resource only if a condition holds. Where that is certain, as in a stack, the resource has no key: what a
 * module may leave out is at the address of a stack with the key of its only instance.
 */
export function makeOnlyIf(condition: unknown, resource: TerraformElement): void {
  if (condition !== true) forEach(resource, onlyWhile(condition, true));
}

/** The name of a resource that is made {@link makeOnlyIf} a condition holds; else the one it is told to have. */
export function madeOrNamed(
  condition: unknown,
  resource: { readonly fqn: string },
  attribute: string,
  name: string | undefined,
): string {
  if (condition === true) return `\${${resource.fqn}.${attribute}}`;
  if (condition === false) return name ?? Token.asString(Token.nullValue());
  const made = `${resource.fqn}["${ONLY}"].${attribute}`;
  return Token.asString(written((text) => `${text(condition)} ? ${made} : ${text(name)}`));
}

/** Text while a condition holds, else null. */
export function textWhile(condition: unknown, value: string): string {
  if (condition === true) return value;
  if (condition === false) return Token.asString(Token.nullValue());
  return Token.asString(written((text) => `${text(condition)} ? ${inParentheses(text(value))} : null`));
}

const inParentheses = (expression: string) => (expression.includes(' ? ') ? `(${expression})` : expression);

/** Whether both conditions hold. */
export function both<T extends boolean | IResolvable>(one: T, other: T): T {
  if (one === true || other === false) return other;
  if (other === true || one === false) return one;
  return written((text) => `${text(one)} && ${text(other)}`) as T;
}

/** A value, or another one where it is null. */
export function orElse<T>(value: T | null | undefined, other: NoInfer<T>): T {
  if (value === null || value === undefined) return other;
  if (!isToken(value)) return value;
  return written((text) => `coalesce(${text(value)}, ${text(other)})`) as T;
}

/** An expression that names tokens and literals: `text` writes each of them in HCL. */
export const written = (expression: (text: (value: unknown) => string) => string): unknown =>
  Lazy.anyValue({
    produce: (context) =>
      `\${${expression((value) => {
        const resolved: unknown = context.resolve(value);
        const inner = typeof resolved === 'string' ? /^\$\{(.*)\}$/s.exec(resolved)?.[1] : undefined;
        return inner ?? JSON.stringify(resolved);
      })}}`,
  });

/** A resource as `lifecycle` and `depends_on` name it in JSON: bare, not as an expression. */
export const referenceTo = (resource: { readonly fqn: string }) => inside(resource.fqn, (name) => name);

const isToken = (value: unknown) => Token.isUnresolved(value) || (typeof value === 'string' && value.startsWith('${'));

/** Makes an expression of the one a token stands for. */
function wrap(token: unknown, expression: (inner: string) => string): unknown {
  return inside(token, (inner) => `\${${expression(inner)}}`);
}

/** Makes text of the expression a token stands for, once the token can be resolved. */
function inside(token: unknown, produce: (inner: string) => string): unknown {
  return Lazy.anyValue({
    produce: (context) => produce(String(context.resolve(token)).replace(/^\$\{(.*)\}$/s, '$1')),
  });
}
