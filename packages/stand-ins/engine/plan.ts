import { nestedOf, type Attribute, type Block } from '../protocol/schema';
import { same, UNKNOWN, type Fields, type Value } from '../protocol/values';
import { isEmpty, mapElements, valueAt } from './paths';
import type { Change, ResourceType } from './resource-type';

type Rules = Pick<
  ResourceType<never>,
  'plugin' | 'defaults' | 'keeps' | 'computedBlocks' | 'replacedBy' | 'alsoReplacedBy'
>;

/**
 * What a change will make of a resource. The engine proposes the configuration with the prior values of computed
 * attributes; a provider adds its defaults and says which values only apply will tell.
 */
export function planChange(block: Block, rules: Rules, { prior, planned: proposed, config }: Change): Fields {
  const readable = withoutWriteOnly(proposed, block);
  const withDefaults = setDefaults(readable, config, block, new Paths(rules.defaults ?? {}));
  if (prior !== null && rules.plugin === 'framework') {
    const settled = [...Object.keys(rules.defaults ?? {}), ...(rules.keeps ?? [])];
    const recompute = () => markRecomputed(withDefaults, prior, config, block, paths(settled));
    return same(withDefaults, prior) ? withDefaults : recompute();
  }
  const marked = markUnknown(withDefaults, prior, block, paths(rules.computedBlocks ?? []));
  return rules.plugin === 'sdk' && prior !== null ? keepEmpty(marked, prior, block) : marked;
}

/** Write-only values are in the configuration alone: neither plan nor state has them. */
export function withoutWriteOnly(fields: Fields, block: Block): Fields {
  const dropped = namesOf(block, (it) => it.write_only).map((name) => [name, null]);
  const rest = { ...fields, ...(Object.fromEntries(dropped) as Fields) };
  return inNested(rest, block, (name, nested) =>
    mapElements(rest[name], null, null, (it) => withoutWriteOnly(it, nested)),
  );
}

/** The paths whose change needs a new resource. */
export function replacements(rules: Rules, change: Change): string[] {
  const paths = [...(rules.replacedBy ?? []), ...(rules.alsoReplacedBy?.(change) ?? [])];
  return paths.filter((path) => !same(valueAt(change.prior, path), valueAt(change.planned, path)));
}

function setDefaults(planned: Fields, config: Fields | null, block: Block, defaults: Paths): Fields {
  const open = namesOf(block, () => true).filter((name) => defaults.has(name) && isEmpty(config?.[name]));
  const result = { ...planned, ...Object.fromEntries(open.map((name) => [name, defaults.get(name)])) };
  return inNested(result, block, (name, nested) =>
    mapElements(result[name], null, config?.[name], (it, _, given) =>
      setDefaults(it, given, nested, defaults.inside(name)),
    ),
  );
}

/** Computed values that neither the configuration nor the state gives become unknown. */
function markUnknown(planned: Fields, prior: Fields | null, block: Block, computedBlocks: Paths): Fields {
  const open = namesOf(block, (it) => it.computed).filter((name) => planned[name] === null);
  const result = {
    ...planned,
    ...Object.fromEntries(open.map((name) => [name, prior ? (prior[name] ?? null) : UNKNOWN])),
  };
  return inNested(result, block, (name, nested) => {
    if (computedBlocks.has(name) && isEmpty(result[name])) return prior ? prior[name] : UNKNOWN;
    return mapElements(result[name], prior?.[name], null, (it, before) =>
      markUnknown(it, before, nested, computedBlocks.inside(name)),
    );
  });
}

/** SDK 2 takes a missing value, an empty one and zero for the same: none of them is a change of another. */
function keepEmpty(planned: Fields, prior: Fields, block: Block): Fields {
  const names = Object.keys(planned).filter((name) => isZero(planned[name]) && isZero(prior[name]));
  const kept = { ...planned, ...Object.fromEntries(names.map((name) => [name, prior[name] ?? null])) };
  return inNested(kept, block, (name, nested) =>
    mapElements(kept[name], prior[name], null, (it, before) => (before ? keepEmpty(it, before, nested) : it)),
  );
}

function isZero(value: Value | undefined): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 && !(value === UNKNOWN);
  return !value;
}

/** As the framework does it: in an update, every computed value that the configuration leaves out may change. */
function markRecomputed(planned: Fields, prior: Fields, config: Fields | null, block: Block, settled: Paths): Fields {
  const open = namesOf(block, (it) => it.computed).filter((name) => isEmpty(config?.[name]) && !settled.has(name));
  const result = { ...planned, ...Object.fromEntries(open.map((name) => [name, UNKNOWN])) };
  return inNested(result, block, (name, nested) =>
    mapElements(result[name], prior[name], config?.[name], (it, before, given) =>
      markRecomputed(it, before ?? {}, given, nested, settled.inside(name)),
    ),
  );
}

function namesOf(block: Block, wanted: (attribute: Attribute) => boolean | undefined): string[] {
  return Object.entries(block.attributes ?? {}).flatMap(([name, it]) => (wanted(it) ? [name] : []));
}

function inNested(fields: Fields, block: Block, change: (name: string, nested: Block) => Value | undefined): Fields {
  const changed = nestedOf(block).map(({ name, block: nested }) => [name, change(name, nested) ?? null]);
  return { ...fields, ...(Object.fromEntries(changed) as Fields) };
}

/** Values by dotted path, seen from a block: `inside('pool')` gives those of the block `pool`. */
class Paths {
  constructor(private readonly values: Fields) {}

  has(name: string): boolean {
    return name in this.values;
  }

  get(name: string): Value {
    return this.values[name] ?? null;
  }

  inside(name: string): Paths {
    const within = Object.entries(this.values).filter(([path]) => path.startsWith(`${name}.`));
    return new Paths(Object.fromEntries(within.map(([path, value]) => [path.slice(name.length + 1), value])));
  }
}

function paths(names: readonly string[]): Paths {
  return new Paths(Object.fromEntries(names.map((name) => [name, true])));
}
