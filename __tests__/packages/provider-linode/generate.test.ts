import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Selection } from '../../../packages/provider-linode/scripts/schema';

const root = path.resolve(__dirname, '../../../packages/provider-linode');
const selection = JSON.parse(fs.readFileSync(path.join(root, 'selection.json'), 'utf8')) as Selection;

let scratch: string;

beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'provider-linode-'));
  fs.writeFileSync(path.join(scratch, 'terraform'), '#!/bin/sh\necho complaint >&2\n', { mode: 0o755 });
});

afterAll(() => {
  fs.rmSync(scratch, { recursive: true });
});

/** Runs the script where the only program that can be found is an engine that complains. */
function generate(...args: string[]) {
  return spawnSync(process.execPath, [path.join(root, 'scripts/generate.js'), ...args], {
    cwd: scratch,
    env: { PATH: scratch },
    encoding: 'utf8',
  });
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(folder, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

describe('generating the bindings', () => {
  it('gives the same bytes every time, and neither starts an engine nor says anything', () => {
    const results = ['first', 'second'].map((out) => generate('--out', out));

    expect(results.map(({ status, stdout, stderr }) => ({ status, stdout, stderr }))).toEqual([
      { status: 0, stdout: '', stderr: '' },
      { status: 0, stdout: '', stderr: '' },
    ]);
    expect(hashOf(path.join(scratch, 'second'))).toBe(hashOf(path.join(scratch, 'first')));
  });

  it('writes one folder per selected name, named as in the prebuilt providers, and nothing else', () => {
    generate('--out', 'bindings');
    const kebab = (name: string) => name.replace(/^linode_/, '').replaceAll('_', '-');

    const folders = fs
      .readdirSync(path.join(scratch, 'bindings/providers/linode'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

    expect(folders.sort()).toEqual(
      [
        'provider',
        ...selection.resources.map(kebab),
        ...selection.dataSources.map((name) => `data-linode-${kebab(name)}`),
      ].sort(),
    );
  });

  it('pins the selected version of the provider', () => {
    generate('--out', 'pinned');

    const provider = fs.readFileSync(path.join(scratch, 'pinned/providers/linode/provider/index.ts'), 'utf8');

    expect(provider).toContain(`providerVersionConstraint: '${selection.version}'`);
    expect(provider).toContain("terraformProviderSource: 'linode/linode'");
  });

  it('refuses names that the schema lacks, all at once, with the nearest ones and the way out', () => {
    const wrong = {
      ...selection,
      resources: [...selection.resources, 'linode_lke_clutser', 'linode_profile'],
      dataSources: [...selection.dataSources, 'linode_regoin'],
    };
    fs.writeFileSync(path.join(scratch, 'wrong.json'), JSON.stringify(wrong));

    const { status, stderr } = generate('--selection', 'wrong.json', '--out', 'refused');

    expect(status).toBe(1);
    expect(stderr.split('\n')).toEqual([
      `wrong.json names what ${path.join(root, 'schema/linode.json')} (linode/linode ${selection.version}) does not hold:`,
      'resources',
      expect.stringContaining('  "linode_lke_clutser": nearest are linode_lke_cluster, '),
      '  "linode_profile": it belongs in the other list',
      'dataSources',
      expect.stringContaining('  "linode_regoin": nearest are linode_region, '),
      expect.stringContaining('Correct the name.'),
      expect.stringContaining('--add NAME'),
      '',
    ]);
    expect(fs.existsSync(path.join(scratch, 'refused'))).toBe(false);
  });
});

describe('the compiled package', () => {
  it('is imported by the deep paths of the prebuilt providers', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- resolution at run time is what is tested
    expect(require('@cdktf/provider-linode/lib/lke-cluster')).toHaveProperty('LkeCluster');
  });
});
