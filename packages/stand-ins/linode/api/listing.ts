import { ApiError } from './error';
import type { Call } from './route';

type Filter = Record<string, unknown>;

/** One page of a list, as the request asks for it: `page`, `page_size` (25 to 500) and the filter. A test makes it shorter. */
export function listing(call: Call, items: object[]): object {
  const matching = filtered(items, call.filter);
  const size = Number(call.query?.get('page_size') ?? 100);
  const page = Number(call.query?.get('page') ?? 1);
  if (size < 25 || size > 500) throw new ApiError(400, [{ field: 'page_size', reason: 'Must be 25-500' }]);
  const given = Math.min(size, call.world.linode.longestPage);
  const pages = Math.max(1, Math.ceil(matching.length / given));
  return { data: matching.slice((page - 1) * given, page * given), page, pages, results: matching.length };
}

function filtered(items: object[], header: string | undefined): object[] {
  if (!header) return items;
  const filter = JSON.parse(header) as Filter;
  const { '+order_by': orderBy, '+order': order, ...conditions } = filter;
  const matching = items.filter((it) => matches(it, conditions));
  if (typeof orderBy !== 'string') return matching;
  const sorted = [...matching].sort((a, b) => compare(valueOf(a, orderBy), valueOf(b, orderBy)));
  return order === 'desc' ? sorted.reverse() : sorted;
}

function matches(item: object, filter: Filter): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    if (key === '+and') return (wanted as Filter[]).every((it) => matches(item, it));
    if (key === '+or') return (wanted as Filter[]).some((it) => matches(item, it));
    return holds(valueOf(item, key), wanted);
  });
}

function holds(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((it) => holds(it, wanted));
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  return Object.entries(wanted).every(([operator, operand]) => {
    if (operator === '+contains') return String(value).includes(String(operand));
    if (operator === '+neq') return value !== operand;
    if (operator === '+gt') return compare(value, operand) > 0;
    if (operator === '+gte') return compare(value, operand) >= 0;
    if (operator === '+lt') return compare(value, operand) < 0;
    if (operator === '+lte') return compare(value, operand) <= 0;
    throw new ApiError(400, [{ field: 'X-Filter', reason: `Unknown operator ${operator}` }]);
  });
}

/** `entity.type` of an event is the type in its entity. */
function valueOf(item: object, path: string): unknown {
  return path.split('.').reduce<unknown>((owner, name) => (owner as Filter | undefined)?.[name], item);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}
