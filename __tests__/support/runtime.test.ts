import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** What a test file sees of modules that are compiled once for all of them. */
describe('a module', () => {
  const folder = temporaryFolder();
  const fileOf = (name: string, source: string) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    writeFileSync(file, source);
    return file;
  };
  const load = (file: string): unknown => {
    let loaded: unknown;
    jest.isolateModules(() => {
      loaded = jest.requireActual(file);
    });
    return loaded;
  };

  it('keeps nothing from one loading to the next', () => {
    const file = fileOf('counter.js', 'let calls = 0; exports.count = () => ++calls;');
    const [one, other] = [load(file), load(file)] as { count: () => number }[];

    expect([one?.count(), one?.count(), other?.count()]).toEqual([1, 2, 1]);
  });

  it('is of the context of the test', () => {
    const made = load(fileOf('list.js', 'exports.list = []; exports.error = new RangeError();'));

    expect(made).toStrictEqual({ list: [], error: expect.any(RangeError) as RangeError });
    expect((made as { list: unknown }).list).toBeInstanceOf(Array);
  });

  it('is loaded as it stands in its file at that time', () => {
    const file = fileOf('answer.js', 'module.exports = 41;');
    load(file);
    const changed = fileOf('changed.js', 'module.exports = 42;');

    expect([load(file), load(changed)]).toEqual([41, 42]);
  });

  it.each([
    ['on the first line', 'throw new Error("here");', ':1:7'],
    ['on another line', '\n\n  throw new Error("here");', ':3:9'],
    ['that cannot be parsed', '\nconst = 1;', ':2'],
  ])('says where something is wrong: %s', (name, source, where) => {
    const file = fileOf(`${name}.js`, source);
    const stackOf = () => {
      try {
        load(file);
      } catch (error) {
        return (error as Error).stack;
      }
      return undefined;
    };

    expect(stackOf()).toContain(`${file}${where}`);
  });
});
