import { Document, isCollection, visit } from 'yaml';
import type { ChartObject } from './render';

/** Down to here each thing has a line of its own. */
const LINES = 3;

/** Objects as YAML that a person can review: short, since what lies deep stands in one line. */
export function reviewable(objects: readonly ChartObject[]): string {
  const document = new Document(
    Object.fromEntries(
      objects.map(({ kind, metadata, spec }) => [
        `${kind} ${metadata.name}`,
        { ...(metadata.annotations && { annotations: metadata.annotations }), ...spec },
      ]),
    ),
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    Collection: (_key, node, path) => {
      if (path.filter(isCollection).length >= LINES) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** How many objects of each kind there are. */
export function countsOf(objects: readonly ChartObject[]): Readonly<Record<string, number>> {
  const kinds = objects.map(({ kind }) => kind).sort();
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((it) => it === kind).length]));
}
