import { isAlias, isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { EnvironmentName } from '../../model/entities/environment';

/** The text of a platform file cannot be changed by itself. */
export class NotWritable extends Error {}

/**
 * The text of a platform file in which an environment is retired. Nothing else of it changes, not a blank.
 *
 * @throws {NotWritable} where the environment is written in a way that takes a person, as by an alias
 */
export function withRetired(text: string, environment: EnvironmentName): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const node = document.getIn(['environments', environment], true);
  if (isAlias(node) || !isMap(node)) {
    throw new NotWritable(`environments.${environment} is not written out in the platform file`);
  }
  const former = node.items.find(({ key }) => isScalar(key) && key.value === 'retired');
  return former ? withValue(text, former) : withPair(text, node);
}

function withValue(text: string, { value }: Pair): string {
  const range = isScalar(value) ? value.range : undefined;
  if (!range) throw new NotWritable('retired has a value that takes a person');
  return text.slice(0, range[0]) + 'true' + text.slice(range[1]);
}

/** Before the first key, as deep as that stands. */
function withPair(text: string, map: YAMLMap): string {
  const [first] = map.items;
  const start = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  if (start === undefined) throw new NotWritable('the environment is empty');
  if (map.flow === true) return `${text.slice(0, start)}retired: true, ${text.slice(start)}`;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (indent.trim() !== '') throw new NotWritable('the first key of the environment does not begin its line');
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text.slice(0, start)}retired: true${end}${indent}${text.slice(start)}`;
}
