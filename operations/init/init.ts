import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { loadPlatform } from '../../model/load';
import { PlatformFileError } from '../../model/read-platform';
import { platformText } from '../adopt/platform-text';
import { firstPlatform, type FirstPlatform } from './first-platform';

export interface InitProps extends FirstPlatform {
  /** The platform file to write. */
  readonly file: string;
  /** The folder of the clone, which has the JSON Schema. */
  readonly root: string;
}

/**
 * Writes a first platform file, with comments.
 *
 * @returns its text
 * @throws {Error} when the file exists already
 * @throws {PlatformFileError} when what was given breaks a rule; nothing is written then
 */
export function init({ file, root, ...props }: InitProps): string {
  if (existsSync(file)) throw new Error(`${file} exists already. Name another file, or move it away first.`);
  const { data, notes } = firstPlatform(props);
  const text = platformText(data, notes, heading(file, root));
  const { problems } = loadPlatform(text, { file });
  // There is no file yet whose lines could be named.
  const placeless = problems.map(({ severity, where, what, given, allowed, fix }) => {
    return { severity, file, where, what, given, allowed, fix };
  });
  if (placeless.length > 0) throw new PlatformFileError(placeless);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  return text;
}

function heading(file: string, root: string): string {
  const schema = relative(dirname(resolve(file)), join(root, 'contracts/platform.schema.json'));
  return [
    `yaml-language-server: $schema=${schema.startsWith('.') ? schema : `./${schema}`}`,
    'Every field: docs/reference/platform-yaml.md, or npx lke-platform explain <path>.',
  ].join('\n');
}
