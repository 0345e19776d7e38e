import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../../operations/machine/replace-file';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a file that is replaced', () => {
  it('is made with its folder where it is missing, and nothing is left beside it', () => {
    const folder = temporaryFolder();
    replaceFile(join(folder, 'a/b.txt'), 'one');
    replaceFile(join(folder, 'a/b.txt'), 'two');

    expect(readFileSync(join(folder, 'a/b.txt'), 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
  });

  it('keeps its mode, and stays where a link leads to', () => {
    const folder = temporaryFolder();
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    writeFileSync(file, 'one');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    replaceFile(link, 'two');

    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('is as it was where the other one cannot be written', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'one');

    expect(() => {
      replaceFile(file, new Proxy({}, {}) as string);
    }).toThrow();
    expect(readFileSync(file, 'utf8')).toBe('one');
    expect(readdirSync(folder)).toEqual(['file']);
  });
});
