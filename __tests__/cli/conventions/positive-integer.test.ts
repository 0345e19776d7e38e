import { positiveInteger } from '../../../cli/conventions/positive-integer';
import { runCommandLine } from '../../support/command';

describe('a number of things', () => {
  it.each([
    ['1', 1],
    ['12', 12],
  ])('is %s', (text, number) => {
    expect(positiveInteger(text)).toBe(number);
  });

  it.each(['0', '-1', '2.5', 'abc', '', '1e99'])('is not %j', (text) => {
    expect(() => positiveInteger(text)).toThrow('It has to be a whole number of at least 1.');
  });

  it.each([
    [['drift', 'schedule', 'job', 'platform.yaml', '--image', 'i', '--parallelism', 'abc']],
    [['drift', 'list', '--latest', '0']],
    [['drift', 'detect', '--timeout', '2.5']],
    [['rollback', 'plan', '--latest', '-1']],
    [['audit', 'list', '--limit', 'x']],
    [['apply', '--parallelism', '0']],
  ])('is refused otherwise by %j', async (args) => {
    const { exitCode, stderr } = await runCommandLine(args);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('It has to be a whole number of at least 1.')]);
  });
});
