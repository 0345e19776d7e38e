import { stripVTControlCharacters } from 'node:util';

/** A column of a table: its title, and the side on which its cells stand. */
export interface Column {
  readonly title: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/** Rows of text under their titles, lined up, without borders. Cells may be coloured. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => widthOf(cells[index] ?? ''))));
  return lines
    .map((cells) =>
      columns
        .map(({ align }, index) => padded(cells[index] ?? '', widths[index] ?? 0, align))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}

/** How many columns of the terminal it takes: a colour takes none. */
const widthOf = (text: string) => stripVTControlCharacters(text).length;

function padded(text: string, width: number, align: Column['align']): string {
  const padding = ' '.repeat(width - widthOf(text));
  return align === 'right' ? padding + text : text + padding;
}
