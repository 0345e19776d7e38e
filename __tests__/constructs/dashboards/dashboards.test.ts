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

describe('the dashboards of a platform', () => {
  it('are those that the stack installs', () => {
    const { platform, files: written } = files(['a/x.json', 'b/x.json', '1860@37']);

    expect([...written.keys()]).toEqual(dashboardNames(platform));
    expect(new Set(written.keys()).size).toBe(7);
  });

  it('hold the text of a file as it is', () => {
    expect([...files(['a/x.json']).files.values()].at(-1)).toBe('{"title":"a/x.json"}');
  });

  it('fit into ConfigMaps and the Secret of their release', () => {
    const sizes = [...files([]).files.values()].map((text) => Buffer.byteLength(text));

    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
