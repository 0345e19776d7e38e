import { RULES } from '../../model/rules/all';
import { readCorpus, report, rewriteCorpus } from '../support/corpus';

if (process.env.WRITE_CORPUS) rewriteCorpus();

const corpus = readCorpus();
const expectedLines = corpus.flatMap(({ expected }) => expected);

describe('the corpus of bad platform files', () => {
  it.each(corpus)('$name is answered as its first lines say', ({ text, expected }) => {
    expect(report(text)).toEqual(expected);
  });

  it('breaks every rule between values', () => {
    const broken = new Set(expectedLines.flatMap((line) => /^# expect: \S+ \w+ (\S+)$/.exec(line)?.[1] ?? []));

    expect(RULES.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  });

  it('never leaves a reader without what is wrong, allowed, and to be done', () => {
    expect(
      expectedLines.filter((line) => /^# {3}(what|given|allowed|fix|where): (-|.*\bundefined\b.*)?$/.test(line)),
    ).toEqual([]);
  });

  it('names each problem once', () => {
    const twice = corpus.filter(({ expected }) => {
      const paths = expected.filter((line) => line.startsWith('#   path: ') && line !== '#   path: -');
      return new Set(paths).size < paths.length;
    });

    expect(twice.map(({ name }) => name)).toEqual([]);
  });

  it('reports in the order of the file', () => {
    const disordered = corpus.filter(({ expected }) => {
      const lines = expected.flatMap((line) => /^# expect: (\d+):/.exec(line)?.[1] ?? []).map(Number);
      return lines.some((line, index) => line < Number(lines[index - 1]));
    });

    expect(disordered.map(({ name }) => name)).toEqual([]);
  });
});
