import type { SourceTree } from '../../../operations/applied-configuration/source-tree';
import type { Deployment } from '../../../operations/deploy/deployment';
import { ConfigurationKeeper } from '../../../operations/deploy/keep-configuration';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';

const deployment = {
  output: { endpoint: 'http://127.0.0.1:9', buckets: { artifacts: 'acme-artifacts' }, path: 'cdktf.out' },
  environment: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
} as unknown as Deployment;
const refuse = (id: string, source: SourceTree, allowDirty = false) =>
  new ConfigurationKeeper(deployment, allowDirty, source).refuseDirty({ id } as unknown as SynthesizedStack);
const changed = (...paths: string[]): SourceTree => ({ commit: 'c0ffee', changed: paths });

describe('what is applied to production', () => {
  it('is in a commit', async () => {
    await expect(refuse('production', changed())).resolves.toBeUndefined();
    await expect(refuse('production', changed('platform.yaml'))).rejects.toMatchObject({
      problems: [
        {
          where: 'stack production',
          what: expect.stringContaining('these changes are in no commit: platform.yaml') as string,
          fix: expect.stringContaining('--allow-dirty') as string,
        },
      ],
    });
  });

  it('names five of its changes, and how many more there are', async () => {
    await expect(refuse('production', changed('a', 'b', 'c', 'd', 'e'))).rejects.toThrow(/: a, b, c, d, e; /);
    await expect(refuse('production', changed('a', 'b', 'c', 'd', 'e', 'f', 'g'))).rejects.toThrow(
      /: a, b, c, d, e and 2 more; /,
    );
  });

  it('may be in none where that is said, or where there is no git', async () => {
    await expect(refuse('production', changed('platform.yaml'), true)).resolves.toBeUndefined();
    await expect(refuse('production', { unknown: 'no git' })).resolves.toBeUndefined();
  });

  it('is looked at alone: to other environments anything may be applied', async () => {
    for (const id of ['cluster', 'system', 'staging']) {
      await expect(refuse(id, changed('platform.yaml'))).resolves.toBeUndefined();
    }
  });
});
