import { readFileSync } from 'node:fs';
import type { EnvironmentVariables } from './environment-variables';
import { loadPlatform, type LoadOptions } from './load';
import type { Platform } from './platform';
import type { Problem } from './problem';

/** Platform file that is read when none is named. */
const DEFAULT_FILE = 'platform.yaml';

/** Platform file of an installation: the one that LKE_PLATFORM_CONFIG names, or `platform.yaml`. */
export const platformFileName = (environment: EnvironmentVariables) => environment.LKE_PLATFORM_CONFIG || DEFAULT_FILE;

/** Something wrong with a platform file as a whole, or at a place of it. */
export type FileProblem = Pick<Problem, 'severity' | 'file' | 'what' | 'fix'> & Partial<Problem>;

/** Everything that is wrong with a platform file, warnings included. */
export class PlatformFileError extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(({ file, what }) => `${file}: ${what}`).join('\n'));
    this.name = 'PlatformFileError';
  }
}

/**
 * Reads a platform file that has to be right.
 *
 * @throws {PlatformFileError} with every problem, if the file cannot be read or one of them is an error
 */
export function readPlatform(options: LoadOptions): { platform: Platform; warnings: readonly Problem[] } {
  const { platform, problems } = loadPlatform(readPlatformText(options.file), options);
  if (!platform) throw new PlatformFileError(problems);
  return { platform, warnings: problems };
}

const UNREADABLE: Readonly<Record<string, Pick<Problem, 'what' | 'fix'>>> = {
  ENOENT: {
    what: 'there is no such file',
    fix: 'go to the folder that holds it, name another file, or write a first one: npx lke-platform init',
  },
  EISDIR: { what: 'this is a folder', fix: 'name the platform file inside it' },
  EACCES: { what: 'the file may not be read', fix: 'give yourself the right to read it' },
};

/**
 * Reads the text of a platform file.
 *
 * @throws {PlatformFileError} if the file cannot be read
 */
export function readPlatformText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const { what, fix } = UNREADABLE[code] ?? { what: message, fix: 'make the file readable' };
    throw new PlatformFileError([{ severity: 'error', file, what, fix }]);
  }
}
