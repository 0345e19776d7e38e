import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository of a test's own, as Argo CD reads one on the same machine. */
export class GitRepository {
  private constructor(readonly folder: string) {}

  /** @param copies folders that it begins with, by their path in it */
  static create(copies: Readonly<Record<string, string>> = {}): GitRepository {
    const repository = new GitRepository(mkdtempSync(join(tmpdir(), 'lke-platform-repository-')));
    repository.git('init', '--quiet', '--initial-branch=main');
    for (const [to, from] of Object.entries(copies)) cpSync(from, join(repository.folder, to), { recursive: true });
    return repository;
  }

  get url(): string {
    return `file://${this.folder}`;
  }

  /** Writes files, and commits all that is there. @returns the commit */
  commit(files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    this.git('add', '--all');
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@acme.example', '-c', 'commit.gpgsign=false'];
    this.git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'change');
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** Puts a commit of another repository at a path, with the next commit. */
  submodule(path: string, commit: string): void {
    mkdirSync(join(this.folder, path), { recursive: true });
    this.git('update-index', '--add', '--cacheinfo', `160000,${commit},${path}`);
  }

  /** Has a branch or a tag lead to a commit, whatever it led to before. @param ref such as `refs/heads/main` */
  point(ref: string, commit: string): void {
    this.git('update-ref', ref, commit);
  }

  /** Takes the newest commit back, as a push by force does, and with it what it brought. @returns the one before */
  takeBack(): string {
    this.git('reset', '--quiet', '--hard', 'HEAD^');
    this.git('reflog', 'expire', '--expire=now', '--all');
    this.git('gc', '--quiet', '--prune=now');
    return this.git('rev-parse', 'HEAD').trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private git(...args: string[]): string {
    const env = { PATH: process.env.PATH, HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', args, { cwd: this.folder, env, encoding: 'utf8' });
  }
}
