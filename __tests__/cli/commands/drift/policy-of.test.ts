import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { platformFor } from '../../../../cli/commands/drift/policy-of';
import { dataOf } from '../../../support/platforms';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('the platform file that says how drift is judged', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'platform.yaml');
  const missing = join(folder, 'missing.yaml');
  const data = dataOf('docs/examples/minimal.yaml') as { readonly name: string };
  writeFileSync(file, stringify(data));
  const platformOf = (platform: string, options: { file?: string }, env: NodeJS.ProcessEnv = {}) =>
    platformFor({ platform, path: 'cdktf.out' }, options, { streams: { env } } as never);

  const from = process.cwd();
  beforeAll(() => {
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(from);
  });

  it('is the one that is named, or lies there', async () => {
    for (const options of [{ file }, {}]) {
      await expect(platformOf(data.name, options)).resolves.toMatchObject({
        platform: { name: data.name },
        warnings: [],
      });
    }
  });

  it('is refused where it was named, and is that of another platform or is not there', async () => {
    const words = `${file} is of the platform ${data.name}, and cdktf.out of other`;

    await expect(platformOf('other', { file })).rejects.toThrow(words);
    await expect(platformOf('other', {}, { LKE_PLATFORM_CONFIG: file })).rejects.toThrow(words);
    await expect(platformOf(data.name, { file: missing })).rejects.toThrow(missing);
    await expect(platformOf(data.name, {}, { LKE_PLATFORM_CONFIG: missing })).rejects.toThrow(missing);
  });

  it('is left aside with a warning where it only lies there, and is that of another platform', async () => {
    const { platform, warnings } = await platformOf('other', {});

    expect(platform).toBeUndefined();
    expect(warnings).toEqual([
      expect.objectContaining({ severity: 'warning', what: expect.stringContaining('nobody is told') as string }),
    ]);
  });
});
