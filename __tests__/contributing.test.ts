import { globSync } from 'fast-glob';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requiredScopes } from '../operations/doctor/required-scopes';
import { ENTERPRISE, platformOf } from './support/platforms';

const ROOT = join(__dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('the tree in CONTRIBUTING.md', () => {
  const tree = /## The tree\n[^`]*```\n(.*?)```/s.exec(read('CONTRIBUTING.md'))?.[1] ?? '';

  /** Folders of the tree with sources; those in it are named without their parent. */
  const named = () => {
    let parent = '';
    return tree.split('\n').flatMap((line) => {
      const names = /^ *((?:[\w.-]+\/(?:, )?)+)/.exec(line)?.[1]?.split(', ') ?? [];
      if (!line.startsWith(' ')) parent = names[0] ?? '';
      return line.startsWith(' ') ? names.map((name) => parent + name) : names;
    });
  };

  const foldersOf = (pattern: string) =>
    globSync(pattern, { cwd: ROOT, onlyFiles: true, ignore: ['**/node_modules/**', '{cdktf.out,coverage}/**'] });

  it('names folders that there are', () => {
    expect(named().filter((folder) => foldersOf(`${folder}**/*`).length === 0)).toEqual([]);
  });

  it.each(['operations', 'packages', 'scripts', 'model', 'constructs', 'publish', '.'])(
    'names every folder of %s',
    (parent) => {
      const at = parent === '.' ? '' : `${parent}/`;
      const folders = new Set(
        foldersOf(`${at}*/**/*.{ts,js,json,tf,md}`).map((file) => `${at}${file.slice(at.length).split('/')[0] ?? ''}/`),
      );

      expect([...folders].filter((folder) => !named().includes(folder))).toEqual([]);
    },
  );
});

describe('the scopes in getting-started.md', () => {
  it('are those that doctor checks of a platform with everything', () => {
    const table = /\| scope .*?\n\n/s.exec(read('docs/getting-started.md'))?.[0] ?? '';
    const everything = platformOf({ ...ENTERPRISE, deletionLock: true });

    expect(Array.from(table.matchAll(/`(\w+:\w+)`/g), ([, scope]) => scope).sort()).toEqual(
      requiredScopes(everything).sort(),
    );
  });
});
