import { isAscii } from 'node:buffer';
import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../bin/bundle.js';
import { exportsOf, project, write } from '../support/project';

describe('the bundle of an entry', () => {
  it('holds the entry and what it imports', async () => {
    const root = project({
      'cli/main.ts': `export { stacks } from '../model/stacks';`,
      'model/stacks.ts': `export const stacks: readonly string[] = ['state', 'cluster'];`,
    });

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ stacks: ['state', 'cluster'] });
  });

  it('is not built again while nothing changed', async () => {
    const root = project({ 'cli/main.ts': 'export const answer = 1;' });
    const file = await bundle(root, 'cli');
    const builtAt = fs.statSync(file).mtimeMs;

    expect(await bundle(root, 'cli')).toBe(file);
    expect(fs.statSync(file).mtimeMs).toBe(builtAt);
  });

  it.each([
    ['the entry', 'cli/main.ts', `export { answer as reply } from './answer';`, { reply: 1 }],
    ['a file it imports', 'cli/answer.ts', 'export const answer = 2;', { answer: 2 }],
  ])('is built again when %s changed', async (_, file, content, expected) => {
    const root = project({
      'cli/main.ts': `export { answer } from './answer';`,
      'cli/answer.ts': 'export const answer = 1;',
    });
    await bundle(root, 'cli');

    write(root, file, content, 0.5);

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual(expected);
  });

  it('is built again when packages were installed', async () => {
    const root = project({
      'cli/main.ts': `export { default } from 'colours';`,
      'node_modules/colours/index.js': `module.exports = 'red';`,
      'node_modules/.package-lock.json': '{}',
    });
    await bundle(root, 'cli');

    write(root, 'node_modules/colours/index.js', `module.exports = 'blue';`);
    write(root, 'node_modules/.package-lock.json', '{ "packages": {} }', 0.5);

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ default: 'blue' });
  });

  it('does not trust a source that changed during the build', async () => {
    const root = project({ 'cli/main.ts': 'export const answer = 1;' });
    write(root, 'cli/main.ts', 'export const answer = 1;', -1);
    await bundle(root, 'cli');

    const stamp = fs.readFileSync(join(root, 'node_modules/.cache/lke-platform/cli.json'), 'utf8');
    expect(JSON.parse(stamp)).toMatchObject({ sources: { 'cli/main.ts': 'changed during the build' } });
  });

  it('is built again when its stamp is damaged or the bundle is gone', async () => {
    const root = project({ 'cli/main.ts': 'export const answer = 1;' });
    const file = await bundle(root, 'cli');

    fs.writeFileSync(join(dirname(file), 'cli.json'), '{ "bundle": ');
    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ answer: 1 });

    fs.rmSync(file);
    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ answer: 1 });
  });

  it('names every place that does not compile', async () => {
    const root = project({ 'cli/main.ts': `import './nowhere';\nimport './neither';` });

    await expect(bundle(root, 'cli')).rejects.toThrow(
      /cli\/main.ts:1:7.*"\.\/nowhere"[^]*cli\/main.ts:2:7.*"\.\/neither"/,
    );
  });

  it('imports lazily what the source imports lazily', async () => {
    const root = project({
      'cli/main.ts': `export const loaded: string[] = []; export const later = () => import('./heavy');`,
      'cli/heavy.ts': `throw new Error('evaluated at the start');`,
    });

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ loaded: [] });
  });

  it('comes out whole for every one of many processes that build at the same time', async () => {
    const root = project({ 'cli/main.ts': `export const answer = '${'x'.repeat(200_000)}'.length;` });
    const script = `require('${require.resolve('../../bin/bundle.js')}').bundle('${root}', 'cli')
      .then((file) => console.log(require(file).answer))`;

    const runs = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, ['-e', script]));

    expect((await Promise.all(runs)).map(({ stdout }) => stdout.trim())).toEqual(Array(4).fill('200000'));
    expect(fs.readdirSync(join(root, 'node_modules/.cache/lke-platform'))).toHaveLength(2);
  });

  it('replaces bundles that nobody can be loading any more', async () => {
    const root = project({ 'cli/main.ts': 'export const answer = 1;' });
    const old = await bundle(root, 'cli');
    const debug = await bundle(root, 'cli-debug');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    [old, debug].forEach((file) => fs.utimesSync(file, hoursAgo, hoursAgo));

    write(root, 'cli/main.ts', 'export const answer = 2;', 0.5);
    await bundle(root, 'cli');

    expect([fs.existsSync(old), fs.existsSync(debug)]).toEqual([false, true]);
  });
});

describe('what cdktf loads and does', () => {
  const withCdktf = {
    'cli/main.ts': `export { trace } from 'cdktf';`,
    'node_modules/cdktf/index.js': `require('archiver'); exports.trace = require('./lib/tokens/private/stack-trace').captureStackTrace();`,
    'node_modules/cdktf/lib/tokens/private/stack-trace.js': `exports.captureStackTrace = () => ['a line'];`,
    'node_modules/archiver/index.js': `throw new Error('archiver was loaded');`,
  };

  it('leaves out archiver and the stack trace of each token', async () => {
    expect(await exportsOf(await bundle(project(withCdktf), 'cli'))).toEqual({ trace: [] });
  });

  it.each(['cdktf', 'commander'])('loads child_process for %s when it is used, not at the start', async (name) => {
    const root = project({
      'cli/main.ts': `import spawnOf from '${name}';
        const isLoaded = () => process.moduleLoadList.includes('NativeModule child_process');
        const atStart = isLoaded();
        console.log(JSON.stringify([atStart, typeof spawnOf(), isLoaded()]));`,
      [`node_modules/${name}/index.js`]: `const it = require('child_process'); module.exports = () => it.spawn;`,
    });

    const { stdout } = spawnSync(process.execPath, [await bundle(root, 'cli')], { encoding: 'utf8' });

    expect(JSON.parse(stdout)).toEqual([false, 'function', true]);
  });

  it('resolves the elements of a stack once, and overrides with them', async () => {
    const root = project({
      'cli/main.ts': `
        import { Lazy, Testing, TerraformLocal, TerraformStack } from 'cdktf';
        const stack = new TerraformStack(Testing.app(), 'network');
        new TerraformLocal(stack, 'zone', { name: Lazy.stringValue({ produce: () => 'acme.example' }), empty: undefined });
        stack.addOverride('locals.count', Lazy.numberValue({ produce: () => 3 }));
        export const method = String(stack.toTerraform);
        export const { locals } = stack.toTerraform();`,
    });
    fs.mkdirSync(join(root, 'node_modules'), { recursive: true });
    for (const name of ['cdktf', 'constructs'])
      fs.symlinkSync(join(__dirname, '../../node_modules', name), join(root, 'node_modules', name));

    const { method, locals } = (await exportsOf(await bundle(root, 'cli'))) as { method: string; locals: unknown };

    expect(method).not.toMatch(/\(this, ?tf\)/);
    expect(locals).toEqual({ zone: { name: 'acme.example' }, count: 3 });
  });

  it('keeps the stack traces for --debug', async () => {
    const root = project({ ...withCdktf, 'node_modules/archiver/index.js': '' });

    expect(await exportsOf(await bundle(root, 'cli-debug'))).toMatchObject({ trace: ['a line'] });
  });
});

describe('what makes a bundle small and quick to read', () => {
  it("leaves out zod's messages in other languages than English", async () => {
    const root = project({
      'cli/main.ts': `export { locales } from 'zod/v4';`,
      'node_modules/zod/package.json': '{ "type": "module" }',
      'node_modules/zod/v4/index.js': `export * as locales from './locales/index.js';`,
      'node_modules/zod/v4/locales/index.js': `export { default as en } from './en.js'; export { default as de } from './de.js';`,
      'node_modules/zod/v4/locales/en.js': `export default 'Invalid input';`,
      'node_modules/zod/v4/locales/de.js': `export default 'Ungültige Eingabe';`,
    });

    expect(await exportsOf(await bundle(root, 'cli'))).toEqual({ locales: { en: 'Invalid input' } });
  });

  it('is ASCII and means the same', async () => {
    const root = project({ 'cli/main.ts': `export const words = 'naïve ⌘'.match(/[a-zï⌘]+/gu); // — and a remark` });

    const file = await bundle(root, 'cli');

    expect(isAscii(fs.readFileSync(file))).toBe(true);
    expect(await exportsOf(file)).toEqual({ words: ['naïve', '⌘'] });
  });

  it('is left as it is where an escape would be escaped', async () => {
    const root = project({ 'cli/main.ts': `export const words = 'a—b'.split(/\\—/);` });

    const file = await bundle(root, 'cli');

    expect(isAscii(fs.readFileSync(file))).toBe(false);
    expect(await exportsOf(file)).toEqual({ words: ['a', 'b'] });
  });
});

describe('a bundle for --debug', () => {
  it('leads from a stack to the place in the source', async () => {
    const root = project({
      'cli/main.ts': `type Text = string;\n\nexport const stack: Text = String(new Error().stack);`,
    });

    const file = await bundle(root, 'cli-debug');
    const print = ['--enable-source-maps', '-p', `require('${file}').stack`];
    const { stdout } = await promisify(execFile)(process.execPath, print);

    expect(stdout).toContain(`${root}/cli/main.ts:3:`);
  });
});
