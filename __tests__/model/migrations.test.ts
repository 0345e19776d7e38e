import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parse, visit } from 'yaml';
import { API_VERSION } from '../../model/api-version';
import { migrate, MIGRATIONS, type Edit, type Migration } from '../../model/migrations';
import { EXAMPLE_FILE } from '../support/platforms';

const example = readFileSync(join(__dirname, '../..', EXAMPLE_FILE), 'utf8');

describe('the migrations', () => {
  it('lead from every version to the one this release reads', () => {
    for (const { from } of MIGRATIONS) {
      const text = from === undefined ? 'name: acme\n' : `apiVersion: ${from}\nname: acme\n`;
      expect(migrate(text).text).toContain(`apiVersion: ${API_VERSION}\n`);
    }
  });

  it('leave a current file as it is', () => {
    expect(migrate(example)).toEqual({ text: example, steps: [] });
  });
});

describe('a file without a version', () => {
  it('gets one as its first key, and keeps every character beside it', () => {
    const without = example.replace(/^apiVersion: .*\n/m, '');

    const { text, steps } = migrate(without);

    expect(text).toBe(example);
    expect(steps).toEqual([MIGRATIONS[0]]);
  });

  it.each([
    ['# of acme\n\nname: acme # short\n', '# of acme\n\napiVersion: lke-platform.io/v1\nname: acme # short\n'],
    ['---\nname: acme\n', '---\napiVersion: lke-platform.io/v1\nname: acme\n'],
    ['  name: acme\n  owners: []\n', '  apiVersion: lke-platform.io/v1\n  name: acme\n  owners: []\n'],
    ['{ name: acme }', '{apiVersion: lke-platform.io/v1,  name: acme }'],
    ['# of acme\r\nname: acme\r\n', '# of acme\r\napiVersion: lke-platform.io/v1\r\nname: acme\r\n'],
    ['"name": acme\n', 'apiVersion: lke-platform.io/v1\n"name": acme\n'],
  ])('may be written as %j', (before, after) => {
    expect(migrate(before).text).toBe(after);
  });
});

describe('a file that does not say which pool of system stays inside the cluster', () => {
  const file = (cluster: string, pools = '[{ name: base }, { name: gpu }]') =>
    `apiVersion: ${API_VERSION}\n${cluster}\nenvironments:\n  system:\n    nodePools: ${pools}\n`;

  it.each([
    ['cluster:\n  # of acme\n  region: nl-ams', 'cluster:\n  # of acme\n  systemPool: base\n  region: nl-ams'],
    ['cluster: { region: nl-ams }', 'cluster: {systemPool: base,  region: nl-ams }'],
  ])('names the first one, which its place has made it so far: %j', (before, after) => {
    const { text, steps } = migrate(file(before));

    expect(text).toBe(file(after));
    expect(steps).toEqual([MIGRATIONS[1]]);
    expect(migrate(text).steps).toEqual([]);
  });

  it('leads to the same stacks as before', () => {
    const without = example.replace(/^ {2}systemPool: .*\n/m, '');

    expect(without).not.toBe(example);
    expect(parse(migrate(without).text)).toEqual(parse(example));
  });

  it.each([
    ['one pool', file('cluster: { region: nl-ams }', '[{ name: base }]')],
    ['a name for it', file('cluster: { systemPool: gpu }')],
    ['no cluster', file('name: acme')],
    ['a pool without a name', file('cluster: { region: nl-ams }', '[{}, { name: gpu }]')],
  ])('is left alone with %s', (_, text) => {
    expect(migrate(text).steps).toEqual([]);
  });
});

describe('a file that cannot be migrated', () => {
  it.each([
    [
      'apiVersion: lke-platform.io/v2',
      'the file is newer than this release, which reads lke-platform.io/v1; update the clone',
    ],
    ['apiVersion: example.com/v1', 'no version example.com/v1 is known; this release reads lke-platform.io/v1'],
    ['apiVersion:', 'apiVersion has no value; write apiVersion: lke-platform.io/v1'],
    ['apiVersion: [1]', 'no version 1 is known'],
    ['just text', 'this is not a YAML map'],
    ['a: [', 'this is not a YAML map'],
    ['', 'this is not a YAML map'],
  ])('is refused: %j', (text, message) => {
    expect(() => migrate(text)).toThrow(message);
  });
});

describe('migrations to come', () => {
  /** Renames a key everywhere. */
  const renamed = (from: string, to: string): Pick<Migration, 'edits'> => ({
    edits(document) {
      const edits: Edit[] = [];
      visit(document, {
        Pair(_, { key, value }) {
          const isVersion = isScalar(key) && key.value === 'apiVersion' && isScalar(value);
          if (isScalar(key) && key.value === from && key.range) {
            edits.push({ at: key.range[0], remove: from.length, insert: to });
          }
          if (isVersion && value.range) edits.push({ at: value.range[1] - 1, remove: 1, insert: '2' });
        },
      });
      return edits;
    },
  });
  const later: Migration = {
    from: API_VERSION,
    to: 'lke-platform.io/v2',
    about: 'renames count',
    ...renamed('count', 'minCount'),
  };

  it('are applied one after the other, and keep comments', () => {
    const before = 'name: acme\npools: # all of them\n  - count: 3 # nodes\n    maxCount: 5\n  - { count: 1 }\n';

    const { text, steps } = migrate(before, [...MIGRATIONS, later], later.to);

    expect(steps.map(({ to }) => to)).toEqual([API_VERSION, later.to]);
    expect(text).toBe(
      'apiVersion: lke-platform.io/v2\nname: acme\npools: # all of them\n  - minCount: 3 # nodes\n    maxCount: 5\n  - { minCount: 1 }\n',
    );
  });

  it('are refused where they do not reach their version', () => {
    const idle: Migration = { ...later, edits: () => [] };

    expect(() => migrate(`apiVersion: ${API_VERSION}`, [idle], idle.to)).toThrow(
      'the file is written in an unusual way; write apiVersion: lke-platform.io/v2 by hand',
    );
  });
});
