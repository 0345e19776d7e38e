import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { compilePackages } from '../../bin/compile.js';

const NAMES = ['common', 'dashboard', 'bargauge'].map((name) => `@grafana/grafana-foundation-sdk/${name}`);

describe("Grafana's builders in a bundle", () => {
  it('are those of the package, each file loaded when it is used', async () => {
    const root = join(__dirname, '../..');
    const { code } = await compilePackages(root, new Map(NAMES.map((name) => [name, 'a-source.ts'])));
    const load = runInThisContext(`(function (module, require) {${code}\n})`) as (
      module: object,
      require: object,
    ) => void;
    const module: { exports: Record<string, () => Record<string, unknown>> } = { exports: {} };
    load(module, require);

    for (const name of NAMES) {
      const ours = module.exports[name]!();
      const theirs = jest.requireActual<Record<string, unknown>>(name);
      expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
      expect(Object.keys(ours).map((key) => typeof ours[key])).toEqual(
        Object.keys(ours).map((key) => typeof theirs[key]),
      );
    }
    expect(code).toMatch(/get PanelBuilder\(\)/);
  });
});
