import { aligned, indent, type Attribute } from './expression';

/** What stands between the braces of a block, or in a file. */
export type Item = Attribute | Block | { readonly comment: string } | typeof GAP;

/** An empty line between attributes. */
export const GAP = { gap: true } as const;

export interface Block {
  readonly type: string;
  /** @default - none */
  readonly labels?: readonly string[];
  readonly body: readonly Item[];
}

/** Writes a file, in the form that `terraform fmt` leaves. */
export const fileOf = (items: readonly Item[]) => `${bodyOf(items)}\n`;

/** Writes items below each other: blocks stand apart, attributes together, comments with what follows. */
export function bodyOf(items: readonly Item[]): string {
  return paragraphsOf(items)
    .map((paragraph) => paragraphOf(paragraph))
    .join('\n\n');
}

function paragraphsOf(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((paragraphs, item, index) => {
    const before = items[index - 1];
    const joins = before && ('comment' in before || ('value' in before && 'value' in item));
    if (joins) paragraphs.at(-1)?.push(item);
    else if (!('gap' in item)) paragraphs.push([item]);
    return paragraphs;
  }, []);
}

function paragraphOf(items: readonly Item[]): string {
  const attributes = items.filter((item) => 'value' in item);
  const others = items.flatMap((item) => {
    if ('comment' in item) return [item.comment.replace(/^/gm, '# ')];
    return 'body' in item ? [blockOf(item)] : [];
  });
  return [...others, ...(attributes.length > 0 ? [aligned(attributes)] : [])].join('\n');
}

function blockOf({ type, labels = [], body }: Block): string {
  const head = [type, ...labels.map((label) => `"${label}"`)].join(' ');
  return body.length === 0 ? `${head} {}` : `${head} {\n  ${indent(bodyOf(body))}\n}`;
}
