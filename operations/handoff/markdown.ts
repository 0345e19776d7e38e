import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

export const text = (value: string): PhrasingContent => ({ type: 'text', value });
export const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
export const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });
export const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
export const heading = (depth: 2 | 3, value: string): RootContent => ({
  type: 'heading',
  depth,
  children: [text(value)],
});

const row = (cells: readonly PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
});

export const tableOf = (titles: readonly string[], rows: readonly PhrasingContent[][][]): RootContent => ({
  type: 'table',
  children: [row(titles.map((title) => [text(title)])), ...rows.map(row)],
});

/** Texts of people, escaped. */
export const printed = (children: RootContent[]): string =>
  toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()] });
