import { execFileSync } from 'node:child_process';
import { tagOf } from '../modules/source';

/** The clone's git repository, as far as releases need it. */
export class Repository {
  constructor(private readonly root: string) {}

  /** Version of the newest release that is an ancestor of what is checked out; undefined before the first. */
  lastRelease(module: string): string | undefined {
    const pattern = tagOf(module, '*');
    return this.git('tag', '--merged', 'HEAD', '--list', pattern, '--sort=-version:refname')
      .split('\n')
      .map((tag) => tag.slice(tagOf(module, '').length))
      .find((version) => /^\d+\.\d+\.\d+$/.test(version));
  }

  /** Those of some tags that are there already, on this branch or on another. */
  existing(tags: readonly string[]): string[] {
    return this.git('tag', '--list', ...tags)
      .split('\n')
      .filter(Boolean);
  }

  /** A file as it was in a release. */
  fileAt(module: string, version: string, path: string): string {
    return this.git('show', `${tagOf(module, version)}:${path}`);
  }

  /** Whether files differ from a release. */
  differs(module: string, version: string, paths: readonly string[]): boolean {
    return this.git('diff', '--name-only', tagOf(module, version), '--', ...paths) !== '';
  }

  /** Paths that are not committed. */
  uncommitted(): string[] {
    return this.git('status', '--porcelain').split('\n').filter(Boolean);
  }

  commit(message: string, paths: readonly string[]): void {
    this.git('add', '--', ...paths);
    this.git('commit', '--quiet', '--message', message, '--', ...paths);
  }

  tag(name: string, message: string): void {
    this.git('tag', '--annotate', name, '--cleanup=verbatim', '--message', message);
  }

  private git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();
  }
}
