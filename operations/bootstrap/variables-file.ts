import { existsSync, readFileSync } from 'node:fs';
import { writePrivateFile } from './private-file';

/** Variables by name, as a shell exports them. */
export type Variables = Readonly<Record<string, string>>;

const EXPORT = /^export (\w+)='((?:[^']|'\\'')*)'$/;

/** Reads the variables of a file that {@link writeVariables} wrote; none if there is no such file. */
export function readVariables(file: string): Variables {
  if (!existsSync(file)) return {};
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, name, value] = EXPORT.exec(line) ?? [];
        return name !== undefined && value !== undefined ? [[name, value.replaceAll(`'\\''`, `'`)]] : [];
      }),
  );
}

/** First line of such a file. */
export const variablesHeading = (platform: string) =>
  `What to set to work on platform ${platform}; written by lke-platform. Show it to nobody.`;

/** Writes variables to a file for a shell to source. Lines of other variables and comments stay as they are. */
export function writeVariables(file: string, variables: Variables, heading: string): void {
  const former = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [`# ${heading}`];
  const kept = former.filter((line) => {
    const [, name = ''] = EXPORT.exec(line) ?? [];
    return !(name in variables);
  });
  const exports = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll(`'`, `'\\''`)}'`,
  );
  writePrivateFile(file, [...kept, ...exports, ''].join('\n'));
}
