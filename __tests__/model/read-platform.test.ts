import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformFileName, readPlatform } from '../../model/read-platform';
import { temporaryFolder } from '../support/temporary-folder';
import { thrownProblems } from '../support/thrown-problems';
import { EXAMPLE_FILE } from '../support/platforms';

const problemsOf = (file: string) => thrownProblems(() => readPlatform({ file }));

describe('the platform file of an installation', () => {
  it.each([
    ['platform.yaml', {}],
    ['platform.yaml', { LKE_PLATFORM_CONFIG: '' }],
    ['acme.yaml', { LKE_PLATFORM_CONFIG: 'acme.yaml' }],
  ])('is %s with %j', (file, environment) => {
    expect(platformFileName(environment)).toBe(file);
  });
});

describe('reading a platform file', () => {
  it('gives the platform', () => {
    expect(readPlatform({ file: join(__dirname, '../..', EXAMPLE_FILE) }).platform.name).toBe('acme');
  });

  it('names every problem of a wrong one', () => {
    const file = join(temporaryFolder(), 'wrong.yaml');
    writeFileSync(file, 'apiVersion: lke-platform.io/v1\nname: Acme\n');

    expect(problemsOf(file).map(({ path }) => path)).toEqual(expect.arrayContaining(['name', 'owners', 'cluster']));
  });

  it('says that there is none, and how to get one', () => {
    expect(problemsOf('nowhere.yaml')).toEqual([
      {
        severity: 'error',
        file: 'nowhere.yaml',
        what: 'there is no such file',
        fix: 'go to the folder that holds it, name another file, or write a first one: npx lke-platform init',
      },
    ]);
  });

  it('says that it is a folder', () => {
    expect(problemsOf(__dirname)).toMatchObject([{ file: __dirname, what: 'this is a folder' }]);
  });

  it('gives the reason of the system where there is no better one', () => {
    const file = join(__filename, 'platform.yaml');

    expect(problemsOf(file)[0]?.what).toMatch(/^ENOTDIR/);
  });
});
