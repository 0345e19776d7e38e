import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceTreeOf } from '../../../operations/applied-configuration/source-tree';

describe('the source of a configuration', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-tree-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const commit = () => {
    git('init', '--quiet');
    writeFileSync(join(folder, '.gitignore'), 'cdktf.out\n');
    writeFileSync(join(folder, 'platform.yaml'), 'name: acme\n');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
  };

  it('is the commit that is checked out', async () => {
    commit();
    mkdirSync(join(folder, 'cdktf.out'));
    writeFileSync(join(folder, 'cdktf.out/manifest.json'), '{}');

    expect(await sourceTreeOf(folder)).toEqual({ commit: git('rev-parse', 'HEAD').trim(), changed: [] });
    expect(await sourceTreeOf(join(folder, 'cdktf.out'))).toMatchObject({ changed: [] });
  });

  it('names what is in no commit: changed, new, moved and staged files, whatever their names', async () => {
    commit();
    renameSync(join(folder, 'platform.yaml'), join(folder, 'moved.yaml'));
    writeFileSync(join(folder, 'ein Blank ü.yaml'), '');
    git('add', 'moved.yaml');

    expect(await sourceTreeOf(folder)).toMatchObject({
      changed: expect.arrayContaining(['platform.yaml', 'moved.yaml', 'ein Blank ü.yaml']) as string[],
    });
  });

  it('does not count what operations write', async () => {
    commit();
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs/journal.md'), '');
    mkdirSync(join(folder, 'cdktf.out'));

    expect(await sourceTreeOf(join(folder, 'cdktf.out'), ['docs/journal.md'])).toMatchObject({ changed: [] });
    expect(await sourceTreeOf(folder, ['docs/other.md'])).toMatchObject({ changed: ['docs/'] });
  });

  it('is unknown outside of a repository, with the reason', async () => {
    expect(await sourceTreeOf(folder)).toEqual({ unknown: expect.stringContaining('not a git repository') as string });
  });

  it('is unknown before the first commit', async () => {
    git('init', '--quiet');

    expect(await sourceTreeOf(folder)).toEqual({ unknown: expect.any(String) as string });
  });
});
