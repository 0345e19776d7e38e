import { statSync } from 'node:fs';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { loadPlatform } from '../../model/load';
import type { Platform } from '../../model/platform';
import { PlatformFileError, readPlatformText } from '../../model/read-platform';
import { fileAtCommit } from '../../operations/machine/file-at-commit';
import type { ReportedProblem } from '../conventions/problems';

/** A platform that another one is compared with. */
export interface Against {
  /** What it is, in words: `main (commit 1a2b3c4d5e6f)`, `old.yaml`. */
  readonly name: string;
  readonly commit: string | undefined;
  /** undefined where there was none yet. */
  readonly platform: Platform | undefined;
  readonly warnings: readonly ReportedProblem[];
}

const SHORT = 12;

/**
 * Reads what a platform file is compared with: another file, or the same file at a commit. A file of that name wins;
 * `refs/heads/<name>` names a branch in any case.
 *
 * @throws {PlatformFileError} with everything that is wrong with that platform file
 * @throws {CommitError} when there is neither
 */
export async function readAgainst(against: string, file: string, environment: EnvironmentVariables): Promise<Against> {
  if (isFile(against)) {
    const platform = platformOf(readPlatformText(against), against, environment);
    return { name: against, commit: undefined, platform, warnings: [] };
  }
  const { commit, text } = await fileAtCommit(file, against);
  const name = `${against} (commit ${commit.slice(0, SHORT)})`;
  if (text !== undefined)
    return { name, commit, platform: platformOf(text, `${against}:${file}`, environment), warnings: [] };
  const warning = {
    severity: 'warning',
    file,
    what: `${name} has no such file, so that all of it counts as new`,
  } as const;
  return { name, commit, platform: undefined, warnings: [warning] };
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function platformOf(text: string, file: string, environment: EnvironmentVariables): Platform {
  const { platform, problems } = loadPlatform(text, { file, environment });
  if (!platform) throw new PlatformFileError(problems);
  return platform;
}
