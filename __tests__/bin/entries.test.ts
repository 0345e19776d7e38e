import { entryOf, isShort } from '../../bin/entries.js';

describe('the bundle of a command', () => {
  it.each([
    ['synth', false, 'cli-synth'],
    ['app', false, 'cli-synth'],
    ['plan', false, 'cli'],
    ['--help', false, 'cli'],
    [undefined, false, 'cli'],
    ['synth', true, 'cli-debug'],
    ['plan', true, 'cli-debug'],
  ])('%j with debug %s is %s', (command, debug, entry) => {
    expect(entryOf(command, debug)).toBe(entry);
  });
});

describe('a short command', () => {
  it.each([
    ['synth', true],
    ['validate', true],
    ['fleet-worker', false],
    ['apply', false],
    [undefined, false],
  ])('%j: %s', (command, short) => {
    expect(isShort(command)).toBe(short);
  });
});
