import { posix } from 'node:path';
import { ledByArgoCd, ledByChart } from './leading-files';
import { type Git, NotTextError, RepositoryTree } from './repository-tree';

/** The settings of a folder that Argo CD merges into the source of its application. */
const ARGO_CD_SOURCE = /^\.argocd-source(-.*)?\.yaml$/;
const EVERYTHING = ['.'];
/** What git makes of files when it checks them out: another encoding, other ends of lines. */
const ATTRIBUTES = '.gitattributes';
/** Where submodules come from, and whether they come at all. */
const SUBMODULES = '.gitmodules';
/** Where Helm reads on what a chart depends; from a lock, where there is one. Those of charts of `apiVersion: v1` count too. */
const DEPENDENCIES = new Set(['Chart.yaml', 'Chart.lock', 'requirements.yaml', 'requirements.lock']);

/**
 * What a chart is made of at a commit: its folder, and whatever of the repository is rendered with it, in whichever folder
 * it is. These are the targets of its links, and the links on the way there; charts that it depends on by `file://`; the
 * files of values that an `.argocd-source.yaml`, or one of an application, names; and what says what a checkout makes of all
 * of them. A change there is a change of what is deployed.
 * Rather too much than too little: what cannot be read leads to the whole repository (`.`).
 */
export async function renderedPaths(git: Git, revision: string, folder: string): Promise<readonly string[]> {
  try {
    return await reached(git, revision, folder);
  } catch (error) {
    if (error instanceof NotTextError) return EVERYTHING;
    throw error;
  }
}

async function reached(git: Git, revision: string, folder: string): Promise<readonly string[]> {
  const tree = new RepositoryTree(git, revision);
  const top = posix.normalize(folder);
  const found = new Set<string>();
  for (const open = [top]; open.length > 0;) {
    const path = open.pop() ?? '.';
    if (found.has(path)) continue;
    found.add(path);
    const { links, end } = await tree.resolve(path);
    for (const link of links) found.add(link);
    if (end === undefined) continue;
    // Helm and Argo CD take paths from the folder as it is called; where that is a link, the kernel takes them from its target.
    if (path === top) open.push(...(await leadingFrom(tree, end, [...new Set([top, end])])));
    if (end !== path) open.push(end);
    else if (path !== top) open.push(...(await leadingFrom(tree, end, [])));
  }
  for (const path of [...found]) for (const folder of foldersAbove(path)) found.add(posix.join(folder, ATTRIBUTES));
  return [...found].sort();
}

/** `a/b` is in `a`, and that at the top of the repository. */
const foldersAbove = (path: string): readonly string[] =>
  path === '.' ? [] : path.split('/').map((_, depth, names) => names.slice(0, depth).join('/') || '.');

/**
 * Where the links and charts at a real path lead to.
 *
 * @param names of the folder of the application, if it is that
 */
async function leadingFrom(tree: RepositoryTree, path: string, names: readonly string[]): Promise<string[]> {
  const led: string[] = [];
  for (const { file, isLink, isSubmodule } of await tree.below(path)) {
    const folder = posix.dirname(file);
    const from = folder === path && names.length > 0 ? names : [folder];
    const name = posix.basename(file);
    if (isLink) led.push(file);
    if (isSubmodule) led.push(SUBMODULES);
    if (DEPENDENCIES.has(name)) led.push(...ledByChart(await tree.read(file), from));
    if (names.length > 0 && folder === path && ARGO_CD_SOURCE.test(name))
      led.push(...ledByArgoCd(await tree.read(file), from));
  }
  return led.filter((it) => it !== '..' && !it.startsWith('../'));
}
