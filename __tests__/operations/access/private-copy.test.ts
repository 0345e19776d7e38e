import { readFileSync, statSync, symlinkSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileExists, refuseExisting, writeNewPrivateFile } from '../../../operations/access/private-copy';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a kubeconfig that is handed out as a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it('is for its owner alone', () => {
    const file = join(folder, 'kubeconfig');
    writeNewPrivateFile(file, 'opens all');

    expect(readFileSync(file, 'utf8')).toBe('opens all');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is written over no file that is there, and through no link', () => {
    const [file, link] = [join(folder, 'kubeconfig'), join(folder, 'link')];
    writeNewPrivateFile(file, 'mine');
    symlinkSync(join(folder, 'elsewhere'), link);

    for (const path of [file, link]) {
      expect(() => {
        writeNewPrivateFile(path, 'other');
      }).toThrow(FileExists);
    }
    expect(() => {
      refuseExisting(file);
    }).toThrow(`${file} is there already`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});
