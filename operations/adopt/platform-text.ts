import { Document, isCollection, isMap, isScalar, type Node as YamlNode } from 'yaml';
import type { Path } from '../../model/problem';
import type { Note, PlatformData } from './part';

const LINE_WIDTH = 120;

/** Lists whose entries fit on a line each. */
const SHORT_ENTRIES: readonly Path[] = [['imports']];

/**
 * Text of a platform file.
 *
 * @param heading what stands above it, as a comment
 */
export function platformText(data: PlatformData, notes: readonly Note[], heading: string): string {
  const document = new Document(data, { aliasDuplicateObjects: false });
  document.commentBefore = comment(heading);
  for (const { path, text } of notes) annotate(document, path, text);
  for (const path of SHORT_ENTRIES) shorten(document.getIn(path, true));
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (isScalar(key) && isCollection(value)) key.spaceBefore = true;
    }
  }
  return document.toString({ lineWidth: LINE_WIDTH, singleQuote: true });
}

/** Puts a comment above a value: above its key, or above the entry of a list. */
function annotate(document: Document, path: Path, text: string): void {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === last) : undefined;
  const node = (pair?.key ?? document.getIn(path, true)) as YamlNode | undefined;
  if (node) node.commentBefore = [node.commentBefore, comment(text)].filter(Boolean).join('\n');
}

function shorten(list: unknown): void {
  if (!isCollection(list)) return;
  for (const entry of list.items) if (isCollection(entry)) entry.flow = true;
}

const comment = (text: string) =>
  text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');
