import type { Difference } from '../../../model/rules/drift/difference';
import { isRecord } from '../../plan-review/attribute-changes';
import { markAt } from '../masked-value';
import { wholeExpression } from './template-parts';

/** A root module as synth writes it, as far as it is used here. */
interface RootModule {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the engine says that a configuration decides: the values, and which of them it does not know yet. */
export interface Decided {
  readonly values: unknown;
  /** Of the same shape; true where a value is not known yet. */
  readonly unknown: unknown;
}

type Block = Readonly<Record<string, unknown>>;

/**
 * Which values a configuration decides; with the empty path, whether it has the resource. What it does not decide is not
 * in a plan, however much it has changed.
 *
 * @param text of the root module, in JSON
 * @param decided by the engine. @default - not asked; an expression may then be null, and decides nothing
 */
export function pinsOf(text: string, decided?: Decided): (address: string, path: Difference['path']) => boolean {
  const { resource = {} } = JSON.parse(text) as RootModule;
  return (address, path) => {
    const [, type = '', name = '', key] = /^([^.]+)\.([^.[]+)(?:\[(.*)\])?$/.exec(address) ?? [];
    const block = resource[type]?.[name];
    if (!isRecord(block)) return false;
    const [first] = path;
    if (first === undefined) return !decided || instanceOf(decided, `${type}.${name}`, key) !== undefined;
    if (isIgnored(block, first)) return false;
    // What is written and never kept is in no output.
    const isTold = decided && !(block[first] !== undefined && String(first).endsWith('_wo'));
    const its = isTold ? instanceOf(decided, `${type}.${name}`, key) : { values: block, unknown: undefined };
    return its !== undefined && decides(its, path);
  };
}

function isIgnored({ lifecycle }: Block, first: string | number): boolean {
  const ignored = isRecord(lifecycle) ? lifecycle.ignore_changes : undefined;
  if (ignored === 'all') return true;
  return Array.isArray(ignored) && ignored.some((path) => String(path).split(/[.[]/)[0] === first);
}

/** What is decided of one instance of a resource; undefined where the configuration does not have it. */
function instanceOf({ values, unknown }: Decided, resource: string, key: string | undefined): Decided | undefined {
  const all = { values: at(values, resource), unknown: markAt(unknown, resource) };
  const own = key === undefined ? all : child(all, JSON.parse(key) as string | number);
  return own.values === undefined && own.unknown !== true ? undefined : own;
}

/** What is known only when the engine applies decides all that is in it. */
function decides(its: Decided, path: Difference['path']): boolean {
  const { values, unknown } = its;
  if (unknown === true) return true;
  if (values === undefined || values === null || mayBeNull(values)) return false;
  const [first, ...others] = path;
  if (first === undefined) return true;
  if (Array.isArray(values)) {
    // Sets have another order at the provider, so that nobody knows which entry it is.
    const rest = typeof first === 'number' ? others : path;
    return values.length > 0 && values.every((_, index) => decides(child(its, index), rest));
  }
  if (!isRecord(values)) return true;
  return typeof first === 'number' ? decides(its, others) : decides(child(its, first), others);
}

/** Of a configuration as it is written: an expression that no engine was asked about. */
const mayBeNull = (value: unknown) => typeof value === 'string' && wholeExpression(value) !== undefined;

const child = ({ values, unknown }: Decided, key: string | number): Decided => ({
  values: at(values, key),
  unknown: markAt(unknown, key),
});

const at = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
