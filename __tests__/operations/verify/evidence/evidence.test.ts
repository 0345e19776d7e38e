import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EvidenceRefused,
  readEvidence,
  verdictOn,
  withMissing,
} from '../../../../operations/verify/evidence/evidence';
import { temporaryFolder } from '../../../support/temporary-folder';

const folder = temporaryFolder();
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const GOOD = '<testsuite><testcase name="a"/></testsuite>';

const problemsOf = (given: readonly string[]) => {
  try {
    readEvidence(given);
    return [];
  } catch (error) {
    return (error as EvidenceRefused).problems;
  }
};

describe('evidence', () => {
  it('has the name that it is given, or that of its file', () => {
    const [smoke, other] = [file('smoke.xml', GOOD), file('junit.report.xml', GOOD)];

    expect(readEvidence([smoke, `terratest=${other}`]).map(({ name }) => name)).toEqual(['smoke', 'terratest']);
  });

  it('may lie at a path with an equals sign', () => {
    mkdirSync(join(folder, 'run=7'));
    const path = file('run=7/smoke.xml', GOOD);

    expect(readEvidence([path, `load=${path}`]).map(({ name }) => name)).toEqual(['smoke', 'load']);
  });

  it('is refused with everything that is wrong, before anything is looked at', () => {
    const cut = file('cut.xml', `<testsuite>\n  <testcase name="a">`);
    const latin = file('latin.xml', Buffer.from([0x3c, 0xe4]));
    mkdirSync(join(folder, 'folder.xml'));

    expect(problemsOf([cut, latin, join(folder, 'none.xml'), join(folder, 'folder.xml'), 'No Name=x.xml'])).toEqual([
      expect.objectContaining({
        what: expect.stringContaining('it is not XML: unclosed tag') as unknown,
        file: cut,
        line: 2,
      }),
      expect.objectContaining({ what: 'this report cannot be read: it is not UTF-8' }),
      expect.objectContaining({ what: 'this report cannot be read: there is no such file' }),
      expect.objectContaining({ what: 'this report cannot be read: it is a folder' }),
      expect.objectContaining({ what: 'this is not a name for a report', given: 'No Name' }),
    ]);
  });

  it('is refused where two have one name', () => {
    expect(problemsOf([`smoke=${file('a.xml', GOOD)}`, `smoke=${file('b.xml', GOOD)}`])).toMatchObject([
      { what: 'two reports have the same name', given: 'smoke' },
    ]);
  });
});

it.each([
  [{ tests: 3, failed: 0, skipped: 1, failures: [] }, true, '2 passed, 1 skipped'],
  [{ tests: 3, failed: 2, skipped: 0, failures: ['a'] }, false, '2 failed: a …'],
  [{ tests: 0, failed: 1, skipped: 0, failures: [] }, false, '1 failed'],
  [{ tests: 0, failed: 0, skipped: 0, failures: [] }, false, 'it holds no test'],
  [{ tests: 2, failed: 0, skipped: 2, failures: [] }, false, 'all 2 tests were skipped'],
])('a report of %j has passed: %s', (report, passed, detail) => {
  expect(verdictOn(report)).toEqual({ passed, detail });
});

it('what an environment demands and nobody hands in has not passed', () => {
  const given = [{ name: 'load', passed: true, detail: '' }];

  expect(withMissing(['smoke', 'load'], given)).toEqual([
    ...given,
    { name: 'smoke', passed: false, detail: 'not handed in: --evidence smoke=<junit.xml>' },
  ]);
});
