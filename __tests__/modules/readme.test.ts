import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MODULE_NAMES } from '../../model/entities/terraform-module';
import { readVersions, repositoryUrl, sourceOf, tagOf } from '../../publish/modules/source';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { ModuleWorkplace } from '../support/module-workplace';
import { temporaryFolder } from '../support/temporary-folder';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const ROOT = resolve(__dirname, '../..');
const REPOSITORY = repositoryUrl(ROOT);
const VERSIONS = readVersions(ROOT);

const readme = (name: string) => readFileSync(join(ROOT, 'modules', name, 'README.md'), 'utf8');
const blocksOf = (text: string) => [...text.matchAll(/^```hcl\n(.*?)^```/gms)].map(([, block = '']) => block);

/** A repository with the modules as they are, and the tags that the READMEs name. */
function taggedRepository(): string {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'modules'), join(folder, 'modules'), { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'modules');
  for (const name of MODULE_NAMES) git('tag', tagOf(name, VERSIONS[name]));
  return folder;
}

/** Lets git take a repository from a folder instead of its address. */
const insteadOf = (folder: string) => ({
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: `url.file://${folder}.insteadOf`,
  GIT_CONFIG_VALUE_0: REPOSITORY,
});

describe('the README of a module', () => {
  it.each(MODULE_NAMES)('%s shows a source that names the repository of package.json and its tag', (name) => {
    expect(blocksOf(readme(name)).join('\n')).toContain(`"${sourceOf(REPOSITORY, name, VERSIONS[name])}"`);
  });

  it.each(MODULE_NAMES)('%s leads to files that are there', (name) => {
    const links = [...readme(name).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
    const missing = links
      .filter((link) => !link.startsWith('https://'))
      .filter((link) => !existsSync(resolve(ROOT, 'modules', name, link)));

    expect(missing).toEqual([]);
  });
});

engineSuite('what stands in the README of a module', () => {
  const repository = taggedRepository();

  it.each(MODULE_NAMES)('%s can be pasted and applied', async (name) => {
    const workplace = await ModuleWorkplace.open(insteadOf(repository));
    for (const [index, block] of blocksOf(readme(name)).entries()) {
      const folder = `pasted-${index}`;
      mkdirSync(workplace.at(folder));
      writeFileSync(workplace.at(`${folder}/main.tf`), block);

      const initialized = await workplace.run(folder, 'init', '-no-color');
      expect(initialized).toMatchObject({ code: 0 });
      expect(initialized.output).toContain(`Downloading git::${REPOSITORY}?ref=${tagOf(name, VERSIONS[name])}`);
      expect(await workplace.report(folder, 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    }
  });
});
