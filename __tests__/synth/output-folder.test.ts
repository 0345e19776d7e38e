import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeIfEmpty, requireOwnFolder, stagingFolder } from '../../synth/output-folder';
import { temporaryFolder } from '../support/temporary-folder';

/** A folder with these files. */
function folderWith(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
  return folder;
}

describe('the folder for the output', () => {
  it.each([
    ['does not exist yet', () => join(temporaryFolder(), 'new')],
    ['is empty', () => temporaryFolder()],
    ['is the output of a synth', () => folderWith({ 'manifest.json': '{"version":"0.21.0","stacks":{}}' })],
  ])('may be one that %s', (_, folder) => {
    expect(() => requireOwnFolder(folder())).not.toThrow();
  });

  it('may be one that a failed first run of cdktf-cli left', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'stacks'));

    expect(() => requireOwnFolder(folder)).not.toThrow();
  });

  it.each([
    ['files of somebody', { 'notes.txt': 'keep me' }],
    ['the manifest of something else', { 'manifest.json': '{"name":"a web page"}' }],
    ['a manifest that is not JSON', { 'manifest.json': 'no' }],
  ])('is refused if it holds %s', (_, files) => {
    expect(() => requireOwnFolder(folderWith(files))).toThrow(/holds something that no synth wrote/);
  });

  it('is refused if its stacks are not from a synth', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'stacks/mine'), { recursive: true });

    expect(() => requireOwnFolder(folder)).toThrow(/holds something that no synth wrote/);
  });

  it('is refused if it is a file', () => {
    expect(() => requireOwnFolder(__filename)).toThrow(/is a file; name a folder/);
  });
});

describe('the staging folder', () => {
  it('belongs to one process, and lies inside the output folder, where a rename can move files from', () => {
    expect(stagingFolder('/out')).toBe(`/out/.synth-${process.pid}`);
  });

  it('takes the place of those whose process was killed', () => {
    const out = temporaryFolder();
    const [killed, running] = [join(out, '.synth-4194305'), join(out, `.synth-${process.ppid}`)];
    mkdirSync(killed);
    mkdirSync(running);

    stagingFolder(out);

    expect([existsSync(killed), existsSync(running)]).toEqual([false, true]);
  });
});

describe('a folder that nothing was put into', () => {
  it('is removed', () => {
    const folder = temporaryFolder();

    removeIfEmpty(folder);

    expect(existsSync(folder)).toBe(false);
  });

  it('stays if it is not empty', () => {
    const folder = folderWith({ 'a.txt': '' });

    removeIfEmpty(folder);

    expect(existsSync(folder)).toBe(true);
  });
});
