import type { NestedBlock } from '@lke-platform/stand-ins/protocol/schema';
import { isBody } from './body';

/** How many blocks of one type there are; open when only the engine knows how many a dynamic block adds. */
export interface Count {
  readonly known: number;
  readonly open: boolean;
}

export const NONE: Count = { known: 0, open: false };

export const added = (a: Count, b: Count): Count => ({ known: a.known + b.known, open: a.open || b.open });

/** Number of blocks that a dynamic block makes. */
export function dynamicCount(entry: unknown): Count {
  const elements = isBody(entry) ? entry.for_each : undefined;
  if (Array.isArray(elements)) return { known: elements.length, open: false };
  return isBody(elements) ? { known: Object.keys(elements).length, open: false } : { known: 0, open: true };
}

/** Checks how many blocks there are. A map has one block per key. */
export function checkCount({ known, open }: Count, nested: NestedBlock, at: string): string[] {
  const { nesting_mode: mode, min_items: least = 0, max_items } = nested;
  const most = max_items ?? (mode === 'single' || mode === 'group' ? 1 : Infinity);
  if (known > most) return [`${at}: ${known} blocks are more than ${most}`];
  return known < least && !open ? [`${at}: ${known} blocks are fewer than ${least}`] : [];
}
