import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What git says of the folder that a configuration was synthesized in. */
export type SourceTree =
  | {
      /** What is checked out. */
      readonly commit: string;
      /** Paths with changes that are not in the commit, ignored files aside; empty for a clean tree. */
      readonly changed: readonly string[];
    }
  /** Why there is no commit. */
  | { readonly unknown: string };

/** Length of what `git status --porcelain -z` prints before a path. */
const STATUS_LENGTH = 3;

/**
 * Asks git which commit a folder is at.
 *
 * @param written what operations write themselves, by its path in the repository: it does not count. @default - nothing
 */
export async function sourceTreeOf(folder: string, written: readonly string[] = []): Promise<SourceTree> {
  const git = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  };
  try {
    const commit = (await git('rev-parse', '--verify', 'HEAD')).trim();
    // Without renames, every entry is one path.
    const status = await git(
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--',
      ':/',
      ...written.map((path) => `:(top,exclude)${path}`),
    );
    const changed = status.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(STATUS_LENGTH)]));
    return { commit, changed };
  } catch (error) {
    return { unknown: firstLine((error as { stderr?: string }).stderr) ?? (error as Error).message };
  }
}

const firstLine = (text = '') => text.split('\n').find((line) => line.trim() !== '');
