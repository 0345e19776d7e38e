import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { escaped } from '../../model/problem';

/** A file as it was at a commit. */
export interface FileAtCommit {
  /** Id of the commit. */
  readonly commit: string;
  /** undefined where the commit has no such file. */
  readonly text: string | undefined;
}

/** Why a file of a commit could not be read. */
export class CommitError extends Error {
  readonly problems: readonly {
    readonly what: string;
    readonly given?: string;
    readonly allowed?: string;
    readonly fix: string;
  }[];

  constructor(problem: CommitError['problems'][number]) {
    super(problem.what);
    this.name = 'CommitError';
    this.problems = [problem];
  }
}

/**
 * Reads a file as it was at a commit, from git's own store: nothing in the work tree or the index is touched.
 *
 * @param file a file of the work tree
 * @param revision what names a commit: a branch, a tag, `HEAD~2`, a hash
 * @throws {CommitError} when there is no git, no repository, or no such commit
 */
export async function fileAtCommit(file: string, revision: string): Promise<FileAtCommit> {
  const path = realpathSync(file);
  const git = (...args: readonly string[]) => run(dirname(path), args);
  await requireRepository(git, file);
  const commit = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  if (!commit.ok) {
    throw new CommitError({
      what: `git knows no commit "${escaped(revision)}", and there is no file of this name`,
      given: escaped(revision),
      allowed: 'a branch, a tag or a hash that this clone has, or a platform file',
      fix: BRANCH.test(revision)
        ? `fetch it, as with git fetch origin ${fetchable(revision)}; git branch --all lists what there is`
        : 'git branch --all and git tag list what there is',
    });
  }
  const id = commit.stdout.trim();
  // Relative to the folder: git reads a name behind ./ from where it runs.
  const entry = await git('ls-tree', id, '--', `./${basename(path)}`);
  if (!entry.ok) throw unexpected(entry.stderr);
  const [, mode, object] = /^(\d+) blob ([0-9a-f]+)\t/.exec(entry.stdout) ?? [];
  if (object === undefined) return { commit: id, text: undefined };
  if (mode === LINK) {
    throw new CommitError({
      what: `${file} is a link at ${revision}, which cannot be followed inside a commit`,
      given: escaped(revision),
      allowed: 'a commit that has the file itself',
      fix: 'name the file that the link leads to',
    });
  }
  const blob = await git('cat-file', 'blob', object);
  if (!blob.ok) throw unexpected(blob.stderr);
  return { commit: id, text: blob.stdout };
}

/** Mode of a link in a tree of git. */
const LINK = '120000';

/** What can be the name of a branch, a tag or a commit as it stands: not `HEAD~2`, `a:b`, `.` or an option. */
const BRANCH = /^[a-z0-9_](?:[\w/-]|\.(?=\w))*$/i;

/** `main` of `origin/main`. */
const fetchable = (revision: string) => revision.replace(/^(refs\/remotes\/)?origin\//, '');

type Git = (...args: readonly string[]) => Promise<Outcome>;

async function requireRepository(git: Git, file: string): Promise<void> {
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside.ok && inside.stdout.trim() === 'true') return;
  if (inside.stderr.includes('dubious ownership')) throw unexpected(inside.stderr);
  throw new CommitError({
    what: `${file} is not in a git repository, so that there is no commit to compare it with`,
    allowed: 'a platform file inside a clone, or another platform file to compare it with',
    fix: 'name a file: --against old.yaml',
  });
}

interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(folder: string, args: readonly string[]): Promise<Outcome> {
  try {
    const options = { cwd: folder, maxBuffer: MOST_BYTES, env: { ...process.env, LC_ALL: 'C' } };
    const { stdout, stderr } = await promisify(execFile)('git', args, options);
    return { ok: true, stdout, stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as NodeJS.ErrnoException & Partial<Outcome>;
    if (code === 'ENOENT') {
      throw new CommitError({
        what: 'git is not installed, so that no commit can be read',
        fix: 'install git, or name a file: --against old.yaml',
      });
    }
    return { ok: false, stdout, stderr };
  }
}

const MOST_BYTES = 64 * 1024 * 1024;

const unexpected = (stderr: string) =>
  new CommitError({ what: `git failed: ${stderr.trim()}`, fix: 'make git work in this folder, then try again' });
