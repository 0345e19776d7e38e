import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../bin/bundle.js';
import { exportsOf, project, write } from '../support/project';
import { temporaryFolder } from '../support/temporary-folder';

describe('the packages of an entry', () => {
  const withPackages = {
    'cli/main.ts': `import { red } from 'colours'; export const colours = [red];`,
    'node_modules/colours/index.js': `exports.red = 'red'; exports.blue = 'blue';`,
    'node_modules/words/index.js': `exports.yes = 'yes';`,
  };
  const cacheOf = (root: string) => join(root, 'node_modules/.cache/lke-platform');
  const packageBundles = (root: string) =>
    fs.readdirSync(cacheOf(root)).filter((file) => /^packages-of-cli-[0-9a-f]+\.js$/.test(file));

  it('are a bundle beside it, which an edit leaves as it is', async () => {
    const root = project(withPackages);
    await bundle(root, 'cli');
    const [before = ''] = packageBundles(root);
    const { mtimeMs } = fs.statSync(join(cacheOf(root), before));

    write(root, 'cli/main.ts', `import { red, blue } from 'colours'; export const colours = [red, blue];`, 0.5);

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ colours: ['red', 'blue'] });
    expect(packageBundles(root)).toEqual([before]);
    expect(fs.statSync(join(cacheOf(root), before)).mtimeMs).toBe(mtimeMs);
  });

  it('are bundled again when a source imports one more', async () => {
    const root = project(withPackages);
    await bundle(root, 'cli');

    write(
      root,
      'cli/main.ts',
      `import { red } from 'colours'; import { yes } from 'words'; export const all = [red, yes];`,
      0.5,
    );

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ all: ['red', 'yes'] });
  });

  it('are bundled again when their bundle is gone', async () => {
    const root = project(withPackages);
    await bundle(root, 'cli');
    for (const file of packageBundles(root)) fs.rmSync(join(cacheOf(root), file));

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ colours: ['red'] });
  });

  it('are bundled again when one of them that stands in the project changed', async () => {
    const root = project({ ...withPackages, 'packages/mine/index.js': `exports.answer = 1;` });
    fs.symlinkSync('../packages/mine', join(root, 'node_modules/mine'));
    write(root, 'cli/main.ts', `export { answer } from 'mine';`);
    await bundle(root, 'cli');

    write(root, 'packages/mine/index.js', `exports.answer = 2;`, 0.5);

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ answer: 2 });
  });

  it('may be imported late, too', async () => {
    const root = project({
      ...withPackages,
      'cli/main.ts': `export const late = import('colours').then(({ red }) => red);`,
    });

    const script = `require('${await bundle(root, 'cli')}').late.then(console.log)`;

    expect((await promisify(execFile)(process.execPath, ['-e', script])).stdout).toBe('red\n');
  });

  it('are named with a source that imports them if they are not installed', async () => {
    const root = project({ 'cli/main.ts': `import './colours';`, 'cli/colours.ts': `import 'colors';` });

    await expect(bundle(root, 'cli')).rejects.toThrow(/cli\/colours\.ts: .*Could not resolve "colors"/);
  });

  it('are inside of what is used alone', async () => {
    const root = project({
      ...withPackages,
      'operations/kube-credential/main.ts': `import { red } from 'colours'; console.log(red);`,
    });

    const alone = join(temporaryFolder(), 'alone.js');
    fs.copyFileSync(await bundle(root, 'kube-credential'), alone);

    expect((await promisify(execFile)(process.execPath, [alone])).stdout).toBe('red\n');
  });
});
