import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './support/temporary-folder';

const root = join(__dirname, '..');
const layers = ['model', 'constructs', 'stacks', 'synth', 'publish', 'operations', 'cli'];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Writes a project of these files and returns the imports in it that the rules refuse. */
function refusedImports(files: Record<string, string>): readonly Violation[] {
  const project = temporaryFolder();
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), content);
  }
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) {
    copyFileSync(join(root, file), join(project, file));
  }
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [command, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

/** A project in which each layer and main.ts import every layer, and main.ts. */
function everyImport(): Record<string, string> {
  const exports = layers.map((layer): [string, string] => [`${layer}/index.ts`, `export const name = '${layer}';\n`]);
  const importsOfLayers = layers.map((layer): [string, string] => [
    `${layer}/imports.ts`,
    ["export * as main from '../main';", ...layers.map((to) => `export * as ${to} from '../${to}/index';`)].join('\n'),
  ]);
  const main = layers.map((layer) => `export * as ${layer} from './${layer}/index';`).join('\n');
  return { ...Object.fromEntries([...exports, ...importsOfLayers]), 'main.ts': main };
}

describe('the import directions', () => {
  const refused = refusedImports(everyImport());

  it.each([
    ['model/imports.ts', []],
    ['constructs/imports.ts', ['model']],
    ['stacks/imports.ts', ['constructs', 'model']],
    ['main.ts', ['stacks', 'constructs', 'model']],
    ['synth/imports.ts', ['main', 'stacks', 'constructs', 'model']],
    ['publish/imports.ts', ['constructs', 'model']],
    ['operations/imports.ts', ['model']],
    ['cli/imports.ts', ['operations', 'publish', 'synth', 'model']],
  ])('let %s import %j and no other layer', (file, allowed) => {
    const own = file.replace(/(\/imports)?\.ts$/, '');
    const others = ['main', ...layers].filter((layer) => layer !== own && !allowed.includes(layer));

    const refusedHere = refused.filter(({ from, rule }) => from === file && rule.name.endsWith('-imports'));

    expect(refusedHere.map(({ to }) => to.replace(/(\/index)?\.ts$/, '')).sort()).toEqual(others.sort());
  });

  it('refuse a circle, a test, a path that leads nowhere, and cdktf outside of what builds Terraform', () => {
    const violations = refusedImports({
      'model/pool.ts': `import { a } from './label'; export const b = a;`,
      'model/label.ts': `import { b } from './pool'; export const a = b;`,
      'operations/drift.ts': `export * from 'cdktf';`,
      'stacks/cluster.ts': `import { c } from '../__tests__/support'; export const d = c;`,
      'stacks/state.ts': `import { e } from './nowhere'; export const f = e;`,
      '__tests__/support.ts': 'export const c = 1;',
      'node_modules/cdktf/index.d.ts': 'export declare class App {}',
      'node_modules/cdktf/package.json': '{ "name": "cdktf", "types": "index.d.ts" }',
    });

    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`).sort()).toEqual([
      'no-circular: model/label.ts -> model/pool.ts',
      'no-unresolvable: stacks/state.ts -> ./nowhere',
      'nothing-imports-tests: stacks/cluster.ts -> __tests__/support.ts',
      'terraform-only-where-it-is-built: operations/drift.ts -> node_modules/cdktf/index.d.ts',
    ]);
  });
});
