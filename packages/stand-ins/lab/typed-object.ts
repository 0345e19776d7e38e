import type { Block } from '../protocol/schema';
import { elements } from '../engine/paths';
import { isFields, type Fields, type Value } from '../protocol/values';
import { textMap } from '../values';
import type { KubernetesObject as ApiObject } from './client';

/** Blocks that the provider names in the singular, where the API has a list. */
const LISTS: Readonly<Record<string, string>> = { limit: 'limits', rule: 'rules', subject: 'subjects' };

/**
 * A typed resource of the kubernetes provider as the object that it sends to the API: the names of its schema in camel
 * case, and a block that there is at most one of as an object.
 *
 * @param kind as in `resource_quota`
 */
export function apiFields(kind: string, fields: Fields, block: Block): Partial<ApiObject> {
  const object = converted(fields, block) as Partial<ApiObject>;
  // The provider takes a secret as it is, the API in base64.
  if (kind !== 'secret' || !isFields(fields.data)) return object;
  const data = Object.entries(textMap(fields.data)).map(([name, text]) => [name, Buffer.from(text).toString('base64')]);
  return { ...object, data: Object.fromEntries(data) as Record<string, string> };
}

/** Of the resource alone, and not of the object. */
const LEFT_OUT = /^(id|metadata|timeouts|wait_for_.*|.*_wo|.*_wo_revision)$/;

function converted(fields: Fields, { attributes = {}, block_types: blocks = {} }: Block): Record<string, unknown> {
  const given = (name: string) => !LEFT_OUT.test(name) && fields[name] !== null && fields[name] !== undefined;
  const plain = Object.keys(attributes)
    .filter(given)
    .filter((name) => !(attributes[name]?.computed && !attributes[name].optional))
    .map((name) => [camel(name), value(name, fields[name] ?? null)]);
  const nested = Object.entries(blocks)
    .filter(([name]) => given(name) && elements(fields[name]).length > 0)
    .map(([name, type]) => {
      const all = elements(fields[name]).map((it) => converted(it, type.block));
      return [LISTS[name] ?? camel(name), type.max_items === 1 ? all[0] : all];
    });
  return Object.fromEntries([...plain, ...nested]) as Record<string, unknown>;
}

/** A port is a number, or the name of one. */
function value(name: string, given: Value): unknown {
  if (name === 'port' && typeof given === 'string' && /^\d+$/.test(given)) return Number(given);
  return given;
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
