/** What follows is what a cluster or a repository says, and no option of git's: some of these run programs. */
export const END_OF_OPTIONS = '--end-of-options';

/** A command of git in a repository. @returns what it prints */
export type Git = (...args: readonly string[]) => Promise<string>;

/** What a byte is read as that is not of UTF-8. */
const NOT_TEXT = '\uFFFD';
const LINK = '120000';
const SUBMODULE = '160000';
/** As many as the kernel follows on the way to one file. */
const MOST_LINKS = 40;

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly file: string;
}

export interface FileOfTree {
  readonly file: string;
  readonly isLink: boolean;
  readonly isSubmodule: boolean;
}

/** Something of a repository is not UTF-8: where it leads to, or what Helm reads there, cannot be told. */
export class NotTextError extends Error {
  constructor(given: string) {
    super(`not UTF-8: ${given}`);
    this.name = 'NotTextError';
  }
}

/**
 * The files of a repository at a commit, found as the kernel would find them in a checkout.
 *
 * Whatever is read throws a {@link NotTextError} where it is not UTF-8.
 */
export class RepositoryTree {
  private readonly git: Git;
  private readonly entries = new Map<string, Promise<Entry | undefined>>();

  constructor(
    git: Git,
    private readonly revision: string,
  ) {
    this.git = async (...args) => {
      const text = await git(...args);
      if (text.includes(NOT_TEXT)) throw new NotTextError(args.join(' '));
      return text;
    };
  }

  /**
   * Follows the links on the way to a path, each of its folders included.
   *
   * @returns the links, and where they end; undefined for what leaves the repository, or goes in circles
   */
  async resolve(path: string): Promise<{ readonly links: readonly string[]; readonly end: string | undefined }> {
    const links: string[] = [];
    const at: string[] = [];
    for (let open = path.split('/'); open.length > 0;) {
      const [name = '', ...rest] = open;
      open = rest;
      if (name === '' || name === '.') continue;
      if (name === '..') {
        if (at.pop() === undefined) return { links, end: undefined };
        continue;
      }
      at.push(name);
      const entry = await this.entryAt(at.join('/'));
      if (entry?.mode === SUBMODULE) break;
      if (entry?.mode !== LINK) continue;
      links.push(at.join('/'));
      at.pop();
      const target = await this.git('cat-file', 'blob', entry.id);
      if (target.startsWith('/') || links.length > MOST_LINKS) return { links, end: undefined };
      open = [...target.split('/'), ...open];
    }
    return { links, end: at.join('/') || '.' };
  }

  /** All files, links and submodules below a real path, or what is there. */
  async below(path: string): Promise<readonly FileOfTree[]> {
    const entries = await this.list(['-r'], path);
    return entries.map(({ file, mode }) => ({ file, isLink: mode === LINK, isSubmodule: mode === SUBMODULE }));
  }

  /** Text of a file, through links. @returns undefined where none is there */
  async read(path: string): Promise<string | undefined> {
    const { end } = await this.resolve(path);
    const entry = end === undefined ? undefined : await this.entryAt(end);
    return entry?.mode.startsWith('100') === true ? this.git('cat-file', 'blob', entry.id) : undefined;
  }

  private entryAt(path: string): Promise<Entry | undefined> {
    const known = this.entries.get(path) ?? this.list([], path).then(([entry]) => entry);
    this.entries.set(path, known);
    return known;
  }

  private async list(options: readonly string[], path: string): Promise<readonly Entry[]> {
    const paths = path === '.' ? [] : ['--', path];
    const lines = await this.git('ls-tree', '-z', '--full-tree', ...options, END_OF_OPTIONS, this.revision, ...paths);
    return lines
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => {
        const [head = ''] = line.split('\t', 1);
        const [mode = '', , id = ''] = head.split(' ');
        return { mode, id, file: line.slice(head.length + 1) };
      });
  }
}
