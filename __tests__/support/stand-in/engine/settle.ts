import type { Block, CtyType } from '../protocol/schema';
import { blockType } from '../protocol/schema';
import { withoutWriteOnly } from './plan';
import { isFields, shape, UNKNOWN, type Fields, type Value } from '../protocol/values';

/**
 * What is stored after an apply: every value known, write-only ones dropped. A resource type says what its computed
 * values are; one that it does not say gets a value of its type.
 */
export function settle(state: Fields, block: Block): Fields {
  const type = blockType(block);
  return withoutWriteOnly(fill(shape(state, type), type, '') as Fields, block);
}

function fill(value: Value, type: CtyType, name: string): Value {
  if (value === UNKNOWN) return valueOf(type, name);
  if (value === null || typeof type === 'string') return value;
  const [kind, inner] = type;
  if (Array.isArray(value))
    return value.map((it, index) => fill(it, kind === 'tuple' ? at(inner, index) : of(type), name));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, it]) => [
    key,
    fill(it, kind === 'object' ? (inner[key] ?? 'dynamic') : of(type), key),
  ]);
  return Object.fromEntries(entries) as Fields;
}

function valueOf(type: CtyType, name: string): Value {
  if (type === 'string') return `stand-in-${name}`;
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  const [kind, inner] = type;
  if (kind === 'map') return {};
  if (kind !== 'object') return [];
  return Object.fromEntries(Object.entries(inner).map(([key, it]) => [key, valueOf(it, key)]));
}

function at(types: CtyType[], index: number): CtyType {
  return types[index] ?? 'dynamic';
}

function of(type: Exclude<CtyType, string>): CtyType {
  const [kind, inner] = type;
  return kind === 'list' || kind === 'set' || kind === 'map' ? inner : 'dynamic';
}
