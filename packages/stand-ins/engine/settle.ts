import { blockType, type Block, type CtyType } from '../protocol/schema';
import { isFields, shape, UNKNOWN, type Fields, type Value } from '../protocol/values';
import { withoutWriteOnly } from './plan';

/** What a value becomes that apply has left unknown. */
type Substitute = (type: CtyType, name: string) => Value;

/**
 * What is stored after an apply: nothing unknown, nothing write-only. What a resource type leaves unknown has no value
 * then; the place of blocks stays a list.
 */
export function settle(state: Fields, block: Block): Fields {
  const type = blockType(block);
  const known = fill(shape(state, type), type, '', (of) => (isBlocks(of) ? [] : null));
  return withoutWriteOnly(known as Fields, block);
}

/** The same with a value of its type for everything unknown, of which nothing but the type is known. */
export function withExamples(state: Fields, block: Block): Fields {
  const type = blockType(block);
  return fill(shape(state, type), type, '', exampleOf) as Fields;
}

function fill(value: Value, type: CtyType, name: string, substitute: Substitute): Value {
  if (value === UNKNOWN) return substitute(type, name);
  if (value === null || typeof type === 'string') return value;
  const [kind, inner] = type;
  if (kind === 'object') {
    const entries = Object.entries(inner).map(([key, of]) => [key, fill(at(value, key), of, key, substitute)]);
    return Object.fromEntries(entries) as Fields;
  }
  if (kind === 'tuple') return value;
  if (Array.isArray(value)) return value.map((it) => fill(it, inner, name, substitute));
  const entries = isFields(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, it]) => [key, fill(it, inner, key, substitute)]));
}

function exampleOf(type: CtyType, name: string): Value {
  if (type === 'string') return `stand-in-${name}`;
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  const [kind, inner] = type;
  if (kind === 'map') return {};
  if (kind !== 'object') return [];
  return Object.fromEntries(Object.entries(inner).map(([key, of]) => [key, exampleOf(of, key)]));
}

function isBlocks(type: CtyType): boolean {
  return Array.isArray(type) && (type[0] === 'list' || type[0] === 'set') && Array.isArray(type[1]);
}

function at(value: Value, name: string): Value {
  return isFields(value) ? (value[name] ?? null) : null;
}
