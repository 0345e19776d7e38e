/** A column of a table: its title, and the side on which its cells stand. */
export interface Column {
  readonly title: string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
  /** Colours a cell, by its text. @default - not coloured */
  readonly colour?: (cell: string) => string;
}

const GAP = '  ';

/** Rows of plain text under their titles, lined up, without borders. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cellsOf = (row: readonly string[], index: number) => row[index] ?? '';
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => cellsOf(row, index).length)),
  );
  const titles = columns.map(({ title, align }, index) => padded(title, widths[index] ?? 0, align));
  const lines = rows.map((row) =>
    columns.map(({ align, colour = (cell: string) => cell }, index) => {
      const cell = cellsOf(row, index);
      return padded(cell, widths[index] ?? 0, align).replace(cell, colour(cell));
    }),
  );
  return [titles, ...lines].map((cells) => cells.join(GAP).trimEnd()).join('\n');
}

const padded = (text: string, width: number, align: Column['align']) =>
  align === 'right' ? text.padStart(width) : text.padEnd(width);
