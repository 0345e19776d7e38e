import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryUrl, sourceOf, withCurrentSources } from '../../../publish/modules/source';
import { temporaryFolder } from '../../support/temporary-folder';

/** A repository whose package.json has this under `repository`. */
function rootWith(repository: unknown): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'modules'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ repository }));
  writeFileSync(join(root, 'modules/versions.json'), JSON.stringify({ network: '2.1.0' }));
  return root;
}

describe('the repository of the modules', () => {
  it.each([
    ['https://github.com/acme/platform.git', 'https://github.com/acme/platform.git'],
    ['git+https://github.com/acme/platform.git', 'https://github.com/acme/platform.git'],
    ['git+ssh://git@github.com/acme/platform.git', 'ssh://git@github.com/acme/platform.git'],
    ['git@github.com:acme/platform.git', 'git@github.com:acme/platform.git'],
  ])('%s is an address that git takes', (url, expected) => {
    expect(repositoryUrl(rootWith({ url }))).toBe(expected);
    expect(repositoryUrl(rootWith(url))).toBe(expected);
  });

  it.each([undefined, {}, { url: '' }, 'acme/platform', 'github:acme/platform'])('%j is refused', (repository) => {
    expect(() => repositoryUrl(rootWith(repository))).toThrow(/repository\.url of package\.json .* such as https:\/\//);
  });
});

describe('a source', () => {
  it('names the module and the tag', () => {
    expect(sourceOf('https://github.com/acme/platform.git', 'network', '1.0.0')).toBe(
      'git::https://github.com/acme/platform.git//modules/network?ref=network/v1.0.0',
    );
  });

  it('is brought up to date wherever a text names it', () => {
    const root = rootWith({ url: 'git@github.com:acme/platform.git' });
    const former = sourceOf('https://github.com/example/lke-platform.git', 'network', '1.0.0');

    expect(withCurrentSources(`source = "${former}"\n`, root)).toBe(
      'source = "git::git@github.com:acme/platform.git//modules/network?ref=network/v2.1.0"\n',
    );
  });
});
