import { parse } from 'yaml';
import type { StackJson } from '../synthesize';

/** An object of values, as deep as it is. */
export type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Terraform makes of text: an escaped `$${` is `${`, and an expression becomes some text. */
function written(value: unknown, expression = '1'): unknown {
  if (typeof value === 'string') {
    return value.replace(/(?<!\$)\$\{[^}]*\}/g, expression).replaceAll('$${', () => '${');
  }
  if (Array.isArray(value)) return value.map((inner) => written(inner));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]));
}

/** The values of a release of a stack, in the order in which each goes over those before. */
export function valuesOfRelease(stack: StackJson, release: string): Values[] {
  const { resource, locals } = stack as unknown as {
    resource: { helm_release: Record<string, { values: string[] }> };
    locals: Values;
  };
  return (resource.helm_release[release]?.values ?? []).map((entry) => {
    const local = /^\$\{yamlencode\(local\.(\w+)\)\}$/.exec(entry)?.[1];
    return (local === undefined ? parse(String(written(entry, 'some'))) : written(locals[local])) as Values;
  });
}

/** As Helm puts further values over others: objects are merged, all else goes over what was. */
export function merged(all: readonly Values[]): Values {
  return all.reduce<Values>((sum, values) => over(sum, values), {});
}

function over(former: Values, values: Values): Values {
  const result: Values = { ...former };
  for (const [key, value] of Object.entries(values)) {
    result[key] = isObject(value) && isObject(result[key]) ? over(result[key], value) : value;
  }
  return result;
}
