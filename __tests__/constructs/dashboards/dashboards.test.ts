import { readFileSync } from 'node:fs';
import { dashboardFiles } from '../../../constructs/dashboards/dashboards';
import { dashboardNames } from '../../../constructs/dashboards/names';
import { exampleData, platformOf } from '../../support/platforms';

const files = (dashboards: (number | string)[], changes: object = {}) => {
  const data = exampleData();
  const platform = platformOf({
    ...data,
    ...changes,
    observability: { ...(data.observability as object), dashboards },
  });
  return { platform, files: dashboardFiles(platform, (path) => `{"title":"${path}"}`) };
};

interface Target {
  readonly expr: string;
  readonly range?: boolean;
  readonly exemplar?: boolean;
}

const targetsIn = (text: string) =>
  (JSON.parse(text) as { panels: { targets?: Target[] }[] }).panels.flatMap(({ targets = [] }) => targets);

describe('the dashboards of a platform', () => {
  it('are those that the stack installs', () => {
    const { platform, files: written } = files(['a/x.json', 'b/x.json', '1860@37']);

    expect([...written.keys()]).toEqual(dashboardNames(platform));
    expect(new Set(written.keys()).size).toBe(7);
  });

  it('hold the text of a file as it is', () => {
    expect([...files(['a/x.json']).files.values()].at(-1)).toBe('{"title":"a/x.json"}');
  });

  it('lead from each point of a histogram over time to the traces behind it, and from nothing else', () => {
    const { platform } = files(['infra/dashboards/ingress.json']);
    const written = dashboardFiles(platform, (path) => readFileSync(path, 'utf8'));
    const targets = [...written.values()].flatMap(targetsIn).filter(({ range }) => range);
    const [withTraces, without] = [true, false].map((wanted) =>
      targets.filter(({ exemplar = false }) => exemplar === wanted).map(({ expr }) => expr),
    );

    expect(withTraces!.length).toBeGreaterThan(3);
    expect(withTraces!.filter((expr) => !expr.startsWith('histogram_quantile('))).toEqual([]);
    expect(without!.filter((expr) => expr.includes('_bucket'))).toEqual([]);
  });

  it('fit into ConfigMaps and the Secret of their release', () => {
    const sizes = [...files([]).files.values()].map((text) => Buffer.byteLength(text));

    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
