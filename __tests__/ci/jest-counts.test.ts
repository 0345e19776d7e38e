import { join } from 'node:path';
import { counts } from '../../.ci/jest-counts.js';

const name = join(__dirname, '../store/lock.test.ts');

/** A report of jest on one file, with a test for each of the given outcomes. */
function report(...statuses: ('passed' | 'failed' | 'pending')[]) {
  return {
    numPassedTests: statuses.filter((status) => status === 'passed').length,
    numFailedTests: statuses.filter((status) => status === 'failed').length,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ name, assertionResults: statuses.map((status, i) => ({ fullName: `lock ${i}`, status })) }],
  };
}

const local = { ci: false, readme: '' };

describe('what a jest report counts', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
  });

  it('is each test once', () => {
    expect(counts(report('passed', 'passed', 'failed'), 1, local)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('is one failure for each file that could not run', () => {
    const broken = { ...report('passed'), numRuntimeErrorTestSuites: 2 };

    expect(counts(broken, 1, local)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('is one failure when jest ended without a report', () => {
    expect(counts(undefined, 1, local)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is one failure when every test passed and jest failed all the same', () => {
    expect(counts(report('passed'), 1, local)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});

describe('a skipped test', () => {
  const readme = '# Project\n\n## Optional tests\n\n- `lock 1` needs Ceph.\n\n## Licence\n\n`lock 0`\n';

  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
  });

  it('is counted as skipped', () => {
    expect(counts(report('passed', 'pending'), 0, local)).toEqual({ passed: 1, failed: 0, skipped: 1 });
  });

  it('is a failure in CI', () => {
    expect(counts(report('pending', 'pending'), 0, { ci: true, readme: '' })).toMatchObject({ failed: 2, skipped: 0 });
  });

  it('is not a failure in CI when the README lists it as optional', () => {
    expect(counts(report('pending', 'pending'), 0, { ci: true, readme })).toMatchObject({ failed: 1, skipped: 1 });
  });

  it('is not a failure in CI when the README lists its file as optional, in the last section', () => {
    const lastSection = '## Optional tests\n\n- `__tests__/store/lock.test.ts`\n';

    expect(counts(report('pending'), 0, { ci: true, readme: lastSection })).toMatchObject({ failed: 0, skipped: 1 });
  });
});
