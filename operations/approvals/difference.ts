import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { RunFolder } from '../deploy/run-folder';
import { chartsFromElsewhere } from './charts-elsewhere';
import { renderedPaths } from './rendered-paths';
import { END_OF_OPTIONS } from './repository-tree';
import type { GatedApplication } from './rollouts';

const MOST_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
/** A path is one, whatever it is called: `:(exclude)x`, as the target of a link, would hide files. */
const LITERAL = { GIT_LITERAL_PATHSPECS: '1' };

const ALL = 'all that waits is shown';

/** What a commit changes of an application, as git tells it. */
export interface Difference {
  /** Undefined where git could not tell; then `problem` says why. */
  readonly text: string | undefined;
  /** What stands in the way of a comparison, or is not in it, line by line. @default - nothing */
  readonly problem: string | undefined;
  /** Whether the commit that waits was taken out of the repository, so that nothing can be deployed of it. */
  readonly isGone: boolean;
}

/**
 * What an approval changes of an application: all that its chart is rendered from, at the commit that runs, and at the one
 * that waits. Whoever asks has to be able to read the repository. Of a first deployment everything is new, and so it is
 * where history was rewritten, and the commit that runs is in it no more.
 *
 * @param environment of the git command: it finds credentials as it does for this person
 */
export async function differenceOf(
  application: GatedApplication,
  revision: string,
  environment: EnvironmentVariables,
): Promise<Difference> {
  if (application.running === revision) return { text: '', problem: undefined, isGone: false };
  const about = { command: 'approve', platform: application.name, changes: false };
  return RunFolder.use(about, (run) => differenceIn(run.workFolder('git'), application, revision, environment));
}

async function differenceIn(
  folder: string,
  { repository, path, running, movedFrom }: GatedApplication,
  revision: string,
  environment: EnvironmentVariables,
): Promise<Difference> {
  const git = async (...args: readonly string[]) => {
    const env = { ...environment, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_DIR: folder, ...LITERAL };
    const options = { env: env as NodeJS.ProcessEnv, maxBuffer: MOST_BYTES, timeout: TIMEOUT_MS };
    return (await promisify(execFile)('git', args, options)).stdout;
  };
  try {
    await git('init', '--quiet', '--bare');
    const commits = running === undefined ? [revision] : [running, revision];
    const found = await fetchCommits(git, repository, commits);
    if (!found.includes(revision)) {
      return { text: undefined, problem: `the commit that waits is not in ${repository} any more`, isGone: true };
    }
    const from =
      found.find((commit) => commit === running) ?? (await git('hash-object', '-t', 'tree', '/dev/null')).trim();
    const moved = movedFrom === undefined ? undefined : `it is deployed from ${movedFrom} until then: ${ALL}`;
    const elsewhere = (await chartsFromElsewhere(git, revision, path)).map(
      (it) => `it depends on ${it}, which is not in the commit and may change without one: commit it into charts/`,
    );
    const gone = found.length < commits.length ? `what runs is not in ${repository} any more: ${ALL}` : moved;
    const paths = new Set<string>();
    for (const commit of found) for (const it of await renderedPaths(git, commit, path)) paths.add(it);
    // As text, whatever the repository says of a file.
    const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--text', '--ignore-submodules=none'];
    return {
      text: await git('diff', ...plain, END_OF_OPTIONS, from, revision, '--', ...paths),
      problem: [...(gone === undefined ? [] : [gone]), ...elsewhere].join('\n') || undefined,
      isGone: false,
    };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    const [reason = message] = stderr.trim().split('\n').slice(-1);
    const problem = `git cannot tell what changes in ${repository}: ${reason || message}`;
    return { text: undefined, problem, isGone: false };
  }
}

/** The commits alone, where the server gives them out; else all branches. @returns those that are there */
async function fetchCommits(
  git: (...args: readonly string[]) => Promise<string>,
  repository: string,
  commits: readonly string[],
): Promise<readonly string[]> {
  try {
    await git('fetch', '--quiet', '--depth=1', END_OF_OPTIONS, repository, ...commits);
    return commits;
  } catch {
    await git('fetch', '--quiet', END_OF_OPTIONS, repository, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*');
  }
  const found: string[] = [];
  for (const commit of commits) {
    const isThere = await git('cat-file', '-e', `${commit}^{commit}`).then(
      () => true,
      () => false,
    );
    if (isThere) found.push(commit);
  }
  return found;
}
