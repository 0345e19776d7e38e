import { readFileSync } from 'node:fs';
import { loadPlatform, type LoadOptions, type LoadResult } from './load';
import type { Environment } from './overrides';
import type { Platform } from './platform';
import type { Problem } from './problem';

/** Platform file that is read when none is named. */
const DEFAULT_FILE = 'platform.yaml';

/** Platform file of an installation: the one that LKE_PLATFORM_CONFIG names, or `platform.yaml`. */
export const platformFileName = (environment: Environment) => environment.LKE_PLATFORM_CONFIG || DEFAULT_FILE;

/** Everything that is wrong with a platform file, warnings included. */
export class PlatformFileError extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ file, line, column, what }) => `${file}:${line}:${column}: ${what}`).join('\n'));
    this.name = 'PlatformFileError';
  }
}

/** Reads a platform file. A file that cannot be read is reported as a problem of that file. */
export function readPlatform(options: LoadOptions): LoadResult {
  const { file } = options;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { platform: undefined, problems: [unreadable(file, error as NodeJS.ErrnoException)] };
  }
  return loadPlatform(text, options);
}

/**
 * Reads a platform file that has to be right.
 *
 * @throws {PlatformFileError} with every problem, if one of them is an error
 */
export function requirePlatform(options: LoadOptions): { platform: Platform; warnings: readonly Problem[] } {
  const { platform, problems } = readPlatform(options);
  if (!platform) throw new PlatformFileError(options.file, problems);
  return { platform, warnings: problems };
}

const UNREADABLE: Readonly<Record<string, { what: string; fix: string }>> = {
  ENOENT: {
    what: 'there is no such file',
    fix: 'go to the folder that holds it, name another file, or write a first one: npx lke-platform init',
  },
  EISDIR: { what: 'this is a folder', fix: 'name the platform file inside it' },
  EACCES: { what: 'the file may not be read', fix: 'give yourself the right to read it' },
};

function unreadable(file: string, { code = '', message }: NodeJS.ErrnoException): Problem {
  const { what, fix } = UNREADABLE[code] ?? { what: message, fix: 'make the file readable' };
  return {
    severity: 'error',
    file,
    line: 1,
    column: 1,
    path: '',
    where: 'the file',
    what,
    given: file,
    allowed: 'a file that can be read',
    fix,
    rule: 'file',
    source: code,
  };
}
