import * as fs from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../bin/cache-folder.js';
import { temporaryFolder } from '../support/temporary-folder';

describe('the cache folder', () => {
  const { TMPDIR } = process.env;
  let root: string;

  beforeEach(() => {
    root = temporaryFolder();
    process.env.TMPDIR = temporaryFolder();
  });

  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });

  it('stands in node_modules', () => {
    expect(cacheFolder(root)).toBe(join(root, 'node_modules/.cache/lke-platform'));
  });

  describe('of a clone that cannot be written', () => {
    beforeEach(() => {
      fs.writeFileSync(join(root, 'node_modules'), 'a file, so that no folder can be made here');
    });

    it('stands among the temporary files and belongs to the user alone', () => {
      const folder = cacheFolder(root);

      expect(folder.startsWith(`${os.tmpdir()}/lke-platform-`)).toBe(true);
      expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
      expect(cacheFolder(root)).toBe(folder);
    });

    it('is refused when others could put code into it', () => {
      fs.chmodSync(cacheFolder(root), 0o777);

      expect(() => cacheFolder(root)).toThrow(/can be written by others. Remove it, or set TMPDIR/);
    });
  });
});
