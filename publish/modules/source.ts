import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleName } from '../../model/entities/terraform-module';

/** Where the version of each module's last release stands. */
export const VERSIONS_FILE = 'modules/versions.json';

export type Versions = Readonly<Record<ModuleName, string>>;

/** Versions of the last releases, or of the first ones to come. */
export const readVersions = (root: string) => JSON.parse(readFileSync(join(root, VERSIONS_FILE), 'utf8')) as Versions;

/**
 * Address of the repository. The one place that names it is package.json.
 *
 * @throws {Error} where that is not an address git takes, such as npm's `github:owner/name`
 */
export function repositoryUrl(root: string): string {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly repository?: string | { readonly url?: string };
  };
  const url = (typeof repository === 'string' ? repository : repository?.url) ?? '';
  if (!/^(git\+)?(https?|ssh|git|file):\/\/|^\w+@/.test(url)) {
    throw new Error(
      `repository.url of package.json is ${url || 'missing'}; write an address, such as https://git.example.com/platform.git`,
    );
  }
  return url.replace(/^git\+/, '');
}

/** Tag of a module's release. */
export const tagOf = (module: string, version: string) => `${module}/v${version}`;

/** What callers write as `source`. */
export const sourceOf = (repository: string, module: string, version: string) =>
  `git::${repository}//modules/${module}?ref=${tagOf(module, version)}`;

/** Puts the repository and the versions of today into every `source` that a text names. */
export function withCurrentSources(text: string, root: string): string {
  const repository = repositoryUrl(root);
  const versions = readVersions(root);
  return text.replace(/git::[^\s"]+\/\/modules\/([\w-]+)\?ref=[^\s"]+/g, (_, module: ModuleName) =>
    sourceOf(repository, module, versions[module]),
  );
}
