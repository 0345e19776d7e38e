import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPlanFolder } from '../../../operations/deploy/plan-folder';

describe('the folder for saved plans', () => {
  const use = (end: () => Promise<void>) => {
    let folder = '';
    const used = withPlanFolder((created) => {
      folder = created;
      writeFileSync(join(folder, 'production.tfplan'), 'a plan');
      expect(statSync(folder).mode & 0o777).toBe(0o700);
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
