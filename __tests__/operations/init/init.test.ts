import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import { loadPlatform } from '../../../model/load';
import { init, type InitProps } from '../../../operations/init/init';
import { temporaryFolder } from '../../support/temporary-folder';
import { thrownProblems } from '../../support/thrown-problems';

const root = '/home/ann/clone';
const ACME: Omit<InitProps, 'file'> = {
  root,
  name: 'acme',
  region: 'nl-ams',
  owners: ['platform@acme.example'],
  networks: ['203.0.113.0/24'],
  environments: ['production'],
  kubernetesVersion: '1.34',
  zone: undefined,
};
const newFile = () => join(temporaryFolder(), 'platform.yaml');
const textOf = (props: Partial<InitProps>) => init({ ...ACME, file: newFile(), ...props });

describe('a first platform file', () => {
  it('is written, and right', () => {
    const file = newFile();

    const text = init({ ...ACME, file });

    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(loadPlatform(text, { file }).problems).toEqual([]);
  });

  it('is right, whatever it is made of', () => {
    const environments = fc.uniqueArray(fc.constantFrom(...ENVIRONMENT_NAMES.filter((name) => name !== 'system')));
    const zone = fc.option(fc.constant('acme.example'), { nil: undefined });
    const networks = fc.constantFrom(['203.0.113.0/24'], ['2001:db8::/32'], ['203.0.113.0/24', '2001:db8::/32']);

    fc.assert(
      fc.property(fc.record({ environments, zone, networks }), (props) => {
        expect(loadPlatform(textOf(props), { file: 'platform.yaml' }).problems).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('says in comments what to know before it is applied', () => {
    const text = textOf({ environments: ['staging', 'production'], zone: 'acme.example' });

    expect(text).toContain(
      '\n# Part of the names of buckets and of the keys of the states: it cannot be changed later.\nname: acme\n',
    );
    expect(text).toContain('# Its alerts reach nobody until observability has alertRoutes, or a defaultRoute.\n');
    expect(text).toContain('  # It cannot be changed without a new cluster.\n  region: nl-ams\n');
    expect(text).toMatch(/# The namespace env-staging.*\n.*explain environments.staging\n {2}staging:\n/);
    expect(text).toContain('domains:\n      - staging.acme.example\n');
  });

  it('leads editors to the schema from where it stands', () => {
    const folder = temporaryFolder();
    const schemaOf = (file: string) =>
      /\$schema=(.*)/.exec(init({ ...ACME, root: folder, file: join(folder, file) }))?.[1];

    expect(schemaOf('platform.yaml')).toBe('./contracts/platform.schema.json');
    expect(schemaOf('platforms/acme.yaml')).toBe('../contracts/platform.schema.json');
  });
});

describe('a first platform file is not written', () => {
  it('over one that is there', () => {
    const file = newFile();
    writeFileSync(file, 'mine');

    expect(() => init({ ...ACME, file })).toThrow(`${file} exists already. Name another file, or move it away first.`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('with values that break rules; each is named, without a line', () => {
    const file = newFile();

    const problems = thrownProblems(() => init({ ...ACME, file, name: 'A!', networks: ['203.0.113.1/24'] }));

    expect(problems).toMatchObject([
      { where: 'name', given: 'A!' },
      { given: '203.0.113.1/24', fix: 'write 203.0.113.0/24 or 203.0.113.1/32' },
    ]);
    expect(problems[0]).not.toHaveProperty('line');
    expect(existsSync(file)).toBe(false);
  });
});
