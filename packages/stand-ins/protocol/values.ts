import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import type { CtyType } from './schema';

/** A value that is not known before apply. */
export class Unknown {
  toJSON(): string {
    return '(known after apply)';
  }
}
export const UNKNOWN = new Unknown();

/** A value whose type the schema leaves open, with the type it came with. */
export class Dynamic {
  constructor(
    readonly type: CtyType,
    readonly value: Value,
  ) {}
}

export type Value = null | boolean | number | string | Unknown | Dynamic | Value[] | Fields;

/** The value of a block or an object, by attribute name. */
export interface Fields {
  [name: string]: Value;
}

/** Terraform's two extension types: 0 is a plain unknown, 12 an unknown with refinements, which are not used here. */
const codec = new ExtensionCodec();
codec.register({ type: 0, encode: (it) => (it instanceof Unknown ? Uint8Array.of(0) : null), decode: () => UNKNOWN });
codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });

export function fromMsgpack(bytes: Uint8Array, type: CtyType): Value {
  return bytes.length === 0 ? null : conform(decode(bytes, { extensionCodec: codec }), type, fromWireDynamic);
}

/** State files hold plain JSON, in which a dynamic value is an object of `type` and `value`. */
export function fromStateJson(json: unknown, type: CtyType): Value {
  return conform(json, type, fromStateDynamic);
}

export function toMsgpack(value: Value, type: CtyType): Buffer {
  return Buffer.from(encode(toWire(value, type), { extensionCodec: codec }));
}

/** Gives a value the shape of its type: every attribute present, numbers as numbers, sets in one fixed order. */
export function shape(value: Value, type: CtyType): Value {
  return conform(value, type, (it) => (it instanceof Dynamic ? it : new Dynamic('string', String(it))));
}

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Dynamic)
  );
}

/** Equality of two values of the same shape. An unknown value equals nothing known. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function conform(raw: unknown, type: CtyType, dynamic: (raw: unknown) => Value): Value {
  if (raw === null || raw === undefined) return null;
  if (raw instanceof Unknown) return raw;
  if (type === 'dynamic') return dynamic(raw);
  if (type === 'number') return Number(raw);
  if (type === 'string') return typeof raw === 'string' ? raw : JSON.stringify(raw);
  if (type === 'bool') return raw === true || raw === 'true';
  const [kind, inner] = type;
  if (kind === 'map') return mapFields(raw as Fields, (it) => conform(it, inner, dynamic));
  if (kind === 'object') return conformObject(raw as Fields, inner, dynamic);
  if (kind === 'tuple') return (raw as unknown[]).map((it, index) => conform(it, inner[index] ?? 'dynamic', dynamic));
  // Providers keep a single object of an API as a list of one.
  const items = (Array.isArray(raw) ? raw : [raw]).map((it) => conform(it, inner, dynamic));
  return kind === 'set' ? inOrder(items) : items;
}

function conformObject(raw: Fields, attributes: Record<string, CtyType>, dynamic: (raw: unknown) => Value): Fields {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, type]) => [name, conform(raw[name], type, dynamic)]),
  );
}

function inOrder(items: Value[]): Value[] {
  const keyed = new Map(items.map((it) => [JSON.stringify(it), it]));
  return [...keyed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
}

function mapFields(fields: Fields, change: (value: Value) => Value): Fields {
  const names = Object.keys(fields).sort();
  return Object.fromEntries(names.map((name) => [name, change(fields[name] ?? null)]));
}

function fromWireDynamic(raw: unknown): Value {
  const [type, value] = raw as [Uint8Array, unknown];
  const known = JSON.parse(Buffer.from(type).toString()) as CtyType;
  return new Dynamic(known, conform(value, known, fromWireDynamic));
}

function fromStateDynamic(raw: unknown): Value {
  const { type, value } = raw as { type: CtyType; value: unknown };
  return new Dynamic(type, conform(value, type, fromStateDynamic));
}

function toWire(value: Value | undefined, type: CtyType): unknown {
  if (value === null || value === undefined || value instanceof Unknown) return value ?? null;
  if (value instanceof Dynamic) return [Buffer.from(JSON.stringify(value.type)), toWire(value.value, value.type)];
  if (typeof type === 'string') return value;
  const [kind, inner] = type;
  if (kind === 'map') return mapFields(value as Fields, (it) => toWire(it, inner) as Value);
  if (kind === 'object') {
    return Object.fromEntries(Object.entries(inner).map(([name, it]) => [name, toWire((value as Fields)[name], it)]));
  }
  return (value as Value[]).map((it, index) => toWire(it, kind === 'tuple' ? (inner[index] ?? 'dynamic') : inner));
}
