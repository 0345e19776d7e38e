import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunFolder } from '../../../operations/deploy/run-folder';

describe('the folder for saved plans', () => {
  const use = (end: () => Promise<void>) => {
    let folder = '';
    const used = RunFolder.use({ command: 'apply', platform: 'acme' }, (created) => {
      folder = created.path;
      writeFileSync(created.planFile('production'), 'a plan');
      created.engineStarted('production', process.pid);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      return end();
    });
    return { used, isThere: () => existsSync(folder) };
  };

  it('is open to its owner alone, and gone afterwards', async () => {
    const { used, isThere } = use(() => Promise.resolve());
    await used;

    expect(isThere()).toBe(false);
  });

  it('is gone after a failure, too', async () => {
    const { used, isThere } = use(() => Promise.reject(new Error('no')));

    await expect(used).rejects.toThrow('no');
    expect(isThere()).toBe(false);
  });
});
