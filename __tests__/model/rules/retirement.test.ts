import { loadPlatform } from '../../../model/load';
import { costOf } from '../../../model/cost/cost';
import { MINIMAL, platformOf } from '../../support/platforms';

const problemsOf = (text: string) => loadPlatform(text, { file: 'test.yaml', environment: {} }).problems;
const paths = (text: string) => problemsOf(text).flatMap(({ path, severity }) => (severity === 'error' ? [path] : []));
const DEVELOPMENT = `  development:
    nodePools:
      - { name: one, instanceType: g6-standard-4, count: 3, maxCount: 90, labels: { acme.example/pool: one } }
      - { name: two, instanceType: g6-standard-4, count: 3, maxCount: 90, labels: { acme.example/pool: two } }
      - { name: three, instanceType: g6-standard-4, count: 3, maxCount: 90, labels: { acme.example/pool: three } }
`;

describe('an environment that is retired', () => {
  const text = `${MINIMAL}    retired: true\n`;

  it('is right where nothing needs it', () => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('has no say in what production demands of the cluster', () => {
    const single = (it: string) => it.replace("'1.34'", "'1.34'\n  highAvailability: false");

    expect(paths(single(MINIMAL))).toEqual(['cluster.highAvailability']);
    expect(paths(single(text))).toEqual([]);
  });

  it('counts no more among the nodes of the cluster', () => {
    const crowded = `${MINIMAL}${DEVELOPMENT}`;

    expect(paths(crowded)).not.toEqual([]);
    expect(paths(`${crowded}    retired: true\n`)).toEqual([]);
  });

  it('costs nothing any more', () => {
    const owners = (it: string) => costOf(platformOf(it)).owners.map(({ owner }) => owner);

    expect(owners(MINIMAL)).toContain('production');
    expect(owners(text)).not.toContain('production');
  });

  it('is not protected, whatever the platform says', () => {
    const { environments } = platformOf(text);

    expect(environments.map(({ name, deletionProtection }) => [name, deletionProtection])).toEqual([
      ['system', true],
      ['production', false],
    ]);
  });
});
