import { loadPlatform } from '../../../../model/load';
import { AdoptionRefused } from '../../../../operations/drift/adopt/adoption-refused';

describe('a change of the platform file that would break a rule', () => {
  const proposed = 'name: acme\nregion: nowhere\n';
  const { problems } = loadPlatform(proposed, { file: 'platform.yaml', environment: {} });
  const refused = new AdoptionRefused('platform.yaml', proposed, problems, ['cluster', 'production']);

  it('says first that nothing was written, and what to do', () => {
    const [first] = refused.problems;

    expect(first?.what).toMatch(/^nothing was written to platform\.yaml/);
    expect(first?.fix).toContain('npx lke-platform drift remediate cluster production;');
    expect(first?.line).toBeUndefined();
  });

  it('shows the lines of what was proposed, and says so', () => {
    const [, ...others] = refused.problems;

    expect(others).toHaveLength(problems.length);
    expect(new Set(others.map(({ file }) => file))).toEqual(new Set(['platform.yaml as proposed']));
    expect(others.find(({ line }) => line === 2)?.where).toMatch(/\(proposed line: region: nowhere\)$/);
  });
});
