import { readFileSync } from 'node:fs';
import { delimiter, dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { readNamedFile } from '../machine/named-file';

/** What proves to a Kubernetes API who is asking. */
export type Credential =
  { readonly token: string } | { readonly clientCertificateData: string; readonly clientKeyData: string };

/** Credentials of a kubeconfig user as the file has them; the names are kubectl's. */
interface User {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
}

interface Cluster {
  readonly name: string;
  readonly cluster?: {
    readonly server?: string;
    readonly 'certificate-authority'?: string;
    readonly 'certificate-authority-data'?: string;
  };
}

interface Context {
  readonly name: string;
  readonly context?: { readonly cluster?: string; readonly user?: string };
}

interface NamedUser {
  readonly name: string;
  readonly user?: User;
}

interface KubeconfigFile {
  readonly 'current-context'?: string;
  readonly clusters?: readonly Cluster[] | null;
  readonly contexts?: readonly Context[] | null;
  readonly users?: readonly NamedUser[] | null;
}

/** One or several kubeconfig files, merged. */
export interface Kubeconfig {
  readonly currentContext: string | undefined;
  /** Each with the folder that its paths start from. */
  readonly clusters: ReadonlyMap<string, Cluster & { readonly folder: string }>;
  readonly contexts: ReadonlyMap<string, Context>;
  /** Each with the folder that its paths start from. */
  readonly users: ReadonlyMap<string, NamedUser & { readonly folder: string }>;
}

/**
 * Reads the files of a KUBECONFIG variable. As kubectl does, it skips files that do not exist, and the first file that
 * sets a name wins.
 *
 * @param paths paths, joined by the system's path delimiter
 * @throws {Error} when a file cannot be read or is not a kubeconfig
 */
export function readKubeconfig(paths: string): Kubeconfig {
  const files = paths.split(delimiter).filter(Boolean);
  return merge(files.flatMap((file) => readFile(file)));
}

/** Reads the text of one kubeconfig. Paths in it start from `folder`. */
export function parseKubeconfig(text: string, name: string, folder = '.'): Kubeconfig {
  return merge([{ ...parseFile(text, name), folder }]);
}

function readFile(file: string): (KubeconfigFile & { folder: string })[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new Error(`KUBECONFIG names ${file}, which cannot be read: ${message}`, { cause: error });
  }
  return [{ ...parseFile(text, file), folder: dirname(file) }];
}

function parseFile(text: string, name: string): KubeconfigFile {
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    // The parser's message quotes the text, which may be a secret.
    throw new Error(`${name} is not valid YAML`);
  }
  if (typeof content !== 'object' || content === null) throw new Error(`${name} is not a kubeconfig`);
  return content;
}

function merge(files: readonly (KubeconfigFile & { folder: string })[]): Kubeconfig {
  return {
    currentContext: files.map((file) => file['current-context']).find(Boolean),
    clusters: byName(files.flatMap(({ clusters, folder }) => (clusters ?? []).map((it) => ({ ...it, folder })))),
    contexts: byName(files.flatMap(({ contexts }) => contexts ?? [])),
    users: byName(files.flatMap(({ users, folder }) => (users ?? []).map((user) => ({ ...user, folder })))),
  };
}

/** The entries by name; the first one of a name wins. */
function byName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const entry of entries) if (!found.has(entry.name)) found.set(entry.name, entry);
  return found;
}

/** Name of the context whose cluster is at this address, the current one first; undefined if there is none. */
export function contextFor(server: string, { currentContext, clusters, contexts }: Kubeconfig): string | undefined {
  const addressOf = ({ context }: Context) => clusters.get(context?.cluster ?? '')?.cluster?.server ?? '';
  const matching = [...contexts.values()].filter((context) => sameAddress(addressOf(context), server));
  const names = matching.map(({ name }) => name);
  return names.find((name) => name === currentContext) ?? names[0];
}

function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && normalised(a) === normalised(b);
}

const normalised = (address: string) => new URL(address).href.replace(/\/+$/, '');

/**
 * Where the cluster of a context is, and who certifies its address.
 *
 * @throws {Error} when the context has none
 */
export function clusterOf(
  context: string,
  { contexts, clusters }: Kubeconfig,
): { readonly server: string; readonly ca: string | undefined } {
  const name = contexts.get(context)?.context?.cluster ?? '';
  const { cluster, folder = '.' } = clusters.get(name) ?? {};
  if (cluster?.server === undefined || !URL.canParse(cluster.server)) {
    throw new Error(`context "${context}" of the kubeconfig names the cluster "${name}", of which it has no address`);
  }
  const file = (path: string) => readNamedFile(resolve(folder, path)).toString('utf8');
  return {
    server: cluster.server,
    ca: pem(cluster['certificate-authority-data'], cluster['certificate-authority'], file),
  };
}

/**
 * Credential of a context's user.
 *
 * @throws {Error} when the user has none that can be handed on
 */
export function credentialOf(context: string, { contexts, users }: Kubeconfig): Credential {
  const name = contexts.get(context)?.context?.user ?? '';
  const entry = users.get(name);
  if (!entry) throw new Error(`context "${context}" of the kubeconfig names the user "${name}", which is not there`);
  const { user = {}, folder } = entry;
  const file = (path: string) => readNamedFile(resolve(folder, path)).toString('utf8');

  // The order of precedence is kubectl's.
  if (user.tokenFile) return { token: file(user.tokenFile).trim() };
  if (user.token) return { token: user.token };
  const certificate = pem(user['client-certificate-data'], user['client-certificate'], file);
  const key = pem(user['client-key-data'], user['client-key'], file);
  if (certificate !== undefined && key !== undefined) {
    return { clientCertificateData: certificate, clientKeyData: key };
  }
  throw new Error(
    `user "${name}" of the kubeconfig has ${Object.keys(user).join(', ') || 'nothing'}, ` +
      'but only a token, a tokenFile or a client certificate with its key can be used here',
  );
}

function pem(data: string | undefined, path: string | undefined, file: (path: string) => string): string | undefined {
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
  return path === undefined ? undefined : file(path);
}
