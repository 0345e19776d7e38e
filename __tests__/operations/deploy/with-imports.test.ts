import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TAKEN_OVER_FILE, withImports } from '../../../operations/deploy/with-imports';
import { temporaryFolder } from '../../support/temporary-folder';

const TAKEN = [{ to: 'linode_domain.zone', id: '7' }];

describe('what is taken over for the time of a plan', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, TAKEN_OVER_FILE);
  });

  it('stands beside the stack while it is planned, and not afterwards', async () => {
    const seen = await withImports(folder, TAKEN, () => Promise.resolve(readFileSync(file, 'utf8')));

    expect(JSON.parse(seen)).toEqual({ import: TAKEN });
    expect(existsSync(file)).toBe(false);
  });

  it('is gone after a plan that failed, too', async () => {
    await expect(withImports(folder, TAKEN, () => Promise.reject(new Error('no plan')))).rejects.toThrow('no plan');
    expect(existsSync(file)).toBe(false);
  });

  it('is never that of a run which was killed', async () => {
    writeFileSync(file, '{"import": [{"to": "linode_domain.zone", "id": "6"}]}');

    expect(await withImports(folder, [], () => Promise.resolve(existsSync(file)))).toBe(false);
  });
});
