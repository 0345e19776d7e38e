/** Something in a picture, with its text line by line. */
export interface Box {
  /** Unique within the picture, such as `pool/production/general`. */
  readonly id: string;
  readonly lines: readonly string[];
  /** `store` keeps data, `outside` does not belong to the platform. @default 'part' */
  readonly shape?: 'part' | 'store' | 'outside';
}

/** Boxes that belong together. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly groups?: readonly Group[];
}

/** A way from one box or group to another one. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** `both` has a head at each end, `order` is drawn with dots. @default 'one' */
  readonly kind?: 'one' | 'both' | 'order';
}

export interface Flowchart {
  /** What the picture shows, for those who do not see it; plain words of ours. */
  readonly about: string;
  /** @default 'LR' */
  readonly direction?: 'LR' | 'TB';
  readonly boxes: readonly Box[];
  readonly groups?: readonly Group[];
  readonly arrows: readonly Arrow[];
}

const SHAPES = {
  part: ['["', '"]'],
  store: ['[("', '")]'],
  outside: ['(["', '"])'],
} as const;

const LINES = { one: '-->', both: '<-->', order: '-.->' } as const;

/** A flowchart in the language of Mermaid, without a fence around it. */
export function flowchart({ about, direction = 'LR', boxes, groups = [], arrows }: Flowchart): string {
  return [
    `flowchart ${direction}`,
    `  accDescr: ${about}`,
    ...boxes.map((box) => `  ${boxLine(box)}`),
    ...groups.flatMap((group) => groupLines(group, '  ')),
    ...arrows.map((arrow) => `  ${arrowLine(arrow)}`),
  ].join('\n');
}

function boxLine({ id, lines, shape = 'part' }: Box): string {
  const [start, end] = SHAPES[shape];
  return `${idText(id)}${start}${lines.map(label).join('<br/>')}${end}`;
}

const groupLines = ({ id, title, boxes, groups = [] }: Group, indent: string): string[] => [
  `${indent}subgraph ${idText(id)}["${label(title)}"]`,
  ...boxes.map((box) => `${indent}  ${boxLine(box)}`),
  ...groups.flatMap((group) => groupLines(group, `${indent}  `)),
  `${indent}end`,
];

function arrowLine({ from, to, label: text, kind = 'one' }: Arrow): string {
  const told = text === undefined ? '' : `|"${label(text)}"|`;
  return `${idText(from)} ${LINES[kind]}${told} ${idText(to)}`;
}

/** Characters that mean nothing to Mermaid within quotes. All others are written by their number. */
const PLAIN = /[^\p{L}\p{N} .,/()+=_-]/gu;

/**
 * A text of somebody else, as Mermaid takes it within quotes: nothing in it ends the quotes, begins a tag, a comment, a
 * style or Markdown.
 */
export const label = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(PLAIN, (character) => `#${String(character.codePointAt(0))};`);

/** An id is never a word of the language, such as `end` or `style`, because each of ours has a slash. */
const idText = (id: string): string =>
  id.replace(/[^A-Za-z0-9]/g, (character) => (character === '/' ? '_' : `_${character.charCodeAt(0).toString(16)}_`));
