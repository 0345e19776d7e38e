import type { Attribute, Block, NestedBlock } from '@lke-platform/stand-ins/protocol/schema';
import type { Body } from '../synthesize';
import { isBody, isExpression, placesOf } from './body';
import { added, checkCount, dynamicCount, NONE, type Count } from './block-count';
import { checkNested, checkValue } from './check-value';

/** Checks the arguments and blocks of a body. Each problem starts with the place it is at. */
export function checkBody(body: Body, block: Block, at: string): string[] {
  const { attributes = {}, block_types: blocks = {} } = block;
  const { dynamic, ...given } = body;
  const dynamics = dynamicEntries(dynamic);
  return [
    ...Object.entries(given).flatMap(([name, value]) =>
      checkGiven(value, attributes[name], blocks[name], `${at}.${name}`),
    ),
    ...dynamics.flatMap(([name, entry]) => checkDynamic(entry, blocks[name], `${at}.dynamic.${name}`)),
    ...Object.entries(attributes)
      .filter(([name, { required }]) => required && (given[name] ?? null) === null)
      .map(([name]) => `${at}.${name}: it is required`),
    ...Object.entries(blocks).flatMap(([name, nested]) => {
      const counts = dynamics.filter(([of]) => of === name).map(([, entry]) => dynamicCount(entry));
      return checkCount(counts.reduce(added, literalCount(given[name])), nested, `${at}.${name}`);
    }),
  ];
}

function checkGiven(value: unknown, attribute: Attribute | undefined, nested: NestedBlock | undefined, at: string) {
  if (attribute) return checkAttribute(value, attribute, at);
  return nested ? checkBlocks(value, nested, at) : [`${at}: there is no such argument`];
}

function checkAttribute(value: unknown, attribute: Attribute, at: string): string[] {
  const { required = false, optional = false, nested_type: nested, type = 'dynamic' } = attribute;
  if (!required && !optional) return [`${at}: only the provider sets it`];
  if (value === null || isExpression(value)) return [];
  if (!nested) return checkValue(value, type, at);
  return checkNested(value, nested, at, (body, place) => checkBody(body, { attributes: nested.attributes }, place));
}

function checkBlocks(value: unknown, { nesting_mode, block }: NestedBlock, at: string): string[] {
  if (value === null) return [];
  const places = Array.isArray(value) || nesting_mode === 'map' ? placesOf(value, at) : [[at, value] as const];
  return (places ?? []).flatMap(([place, body]) =>
    isBody(body) ? checkBody(body, block, place) : [`${place}: it is a block, not a value`],
  );
}

const literalCount = (value: unknown): Count =>
  (value ?? null) === null ? NONE : { known: Array.isArray(value) ? value.length : 1, open: false };

/** The blocks below `dynamic`, which may be a list of such objects. */
function dynamicEntries(dynamic: unknown): [string, unknown][] {
  const groups = Array.isArray(dynamic) ? (dynamic as unknown[]) : [dynamic];
  return groups.filter(isBody).flatMap((group) => Object.entries(group));
}

const DYNAMIC: Block = {
  attributes: {
    for_each: { type: 'dynamic', required: true },
    iterator: { type: 'string', optional: true },
    labels: { type: ['list', 'string'], optional: true },
  },
};

function checkDynamic(entry: unknown, nested: NestedBlock | undefined, at: string): string[] {
  if (!nested) return [`${at}: there is no such block`];
  if (!isBody(entry)) return [`${at}: it is a block, not a value`];
  const { content, ...settings } = entry;
  return [
    ...checkBody(settings, DYNAMIC, at),
    ...(isBody(content) ? checkBody(content, nested.block, `${at}.content`) : [`${at}.content: it is required`]),
  ];
}
