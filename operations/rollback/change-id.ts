import type { EnvironmentVariables } from '../../model/environment-variables';
import type { SourceTree } from '../applied-configuration/source-tree';

/** What names a change where nobody does. */
interface ChangeIdProps {
  readonly source: SourceTree;
  /** SHA-256 of the configuration. */
  readonly hash: string;
  readonly environment: EnvironmentVariables;
}

const PULL_REQUEST = /^refs\/pull\/(\d+)\//;
const HASH_LENGTH = 12;

/** A pull request where the run is one of it (GitHub's GITHUB_REF), else the commit, else the hash of what is applied. */
export function changeIdOf({ source, hash, environment }: ChangeIdProps): string {
  const [, request] = PULL_REQUEST.exec(environment.GITHUB_REF ?? '') ?? [];
  if (request !== undefined) return `#${request}`;
  return 'commit' in source ? source.commit : `configuration-${hash.slice(0, HASH_LENGTH)}`;
}
