import { posix } from 'node:path';
import { isNode, parseDocument, visit } from 'yaml';

const FILE_ADDRESS = 'file://';
const ROOT = '/';
const EVERYTHING = ['.'];
/** A pattern, or a variable that Argo CD replaces. */
const OPEN_PATH = /[*?[\]{}$\\]/;
/** Letters that Go takes for others, such as `ſ` for `s`. */
const BEYOND_ASCII = /[^ -~]/;
/** Keys of `helm` in lower case, since Go reads them in any: `valueFiles`, and `path` of `fileParameters`. */
const PATH_KEYS = new Set(['valuefiles', 'path']);

/**
 * Charts of the repository on which a chart depends.
 *
 * @param text of `Chart.yaml`, or of what else says it; undefined for what is not there
 * @param folders what the folder of the chart is called
 */
export function ledByChart(text: string | undefined, folders: readonly string[]): readonly string[] {
  return led(text, (read) =>
    stringsOf(read)
      .filter((it) => it.startsWith(FILE_ADDRESS))
      .flatMap((it) =>
        BEYOND_ASCII.test(it) ? EVERYTHING : folders.map((folder) => posix.join(folder, it.slice(FILE_ADDRESS.length))),
      ),
  );
}

/** Files that an `.argocd-source.yaml` names, from the root of the repository (`/x`) or beside it. */
export function ledByArgoCd(text: string | undefined, folders: readonly string[]): readonly string[] {
  return led(text, (read) =>
    pathsOf(read).flatMap((path) => {
      if (OPEN_PATH.test(path) || BEYOND_ASCII.test(path)) return EVERYTHING;
      return path.startsWith('/')
        ? [posix.join('.', path.replace(/^\/+/, ''))]
        : folders.map((folder) => posix.join(folder, path));
    }),
  );
}

/**
 * What is not to be read here, such as a key that is there twice, may be to Helm or Argo CD. A tag may make any other text of
 * what is written: `!!binary` hides a path.
 */
function led(text: string | undefined, pathsIn: (read: unknown) => readonly string[]): readonly string[] {
  if (text === undefined) return [];
  try {
    const document = parseDocument(text);
    let isTagged = false;
    visit(document, (_, node) => {
      isTagged ||= isNode(node) && 'tag' in node && node.tag !== undefined;
    });
    if (isTagged || document.errors.length > 0) return EVERYTHING;
    return pathsIn(document.toJS());
  } catch {
    return EVERYTHING;
  }
}

function pathsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) => {
    if (BEYOND_ASCII.test(key)) return [ROOT];
    return PATH_KEYS.has(key.toLowerCase()) ? stringsOf(of) : pathsOf(of);
  });
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
