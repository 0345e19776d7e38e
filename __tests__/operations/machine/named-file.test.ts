import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNamedFile } from '../../../operations/machine/named-file';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a file that somebody named', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'there');
  writeFileSync(file, 'content');

  it('is read as it is', () => {
    expect(readNamedFile(file).toString()).toBe('content');
  });

  it.each([
    ['is not there', join(folder, 'nope'), 'there is no such file'],
    ['is below a file', join(file, 'nope'), 'there is no such file'],
    ['is a folder', folder, 'it is a folder'],
  ])('that %s is named, with the reason in words', (_what, named, reason) => {
    expect(() => readNamedFile(named)).toThrow(`${named} cannot be read: ${reason}. Name another file.`);
  });
});
