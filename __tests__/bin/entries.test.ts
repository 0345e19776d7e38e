import type { Command } from 'commander';
import { join } from 'node:path';
import { entries, entryOf, isShort } from '../../bin/entries.js';
import { compile } from '../../bin/compile.js';
import { SYNTH_COMMANDS } from '../../cli/synth-commands';
import { newProgram } from '../support/program';

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

describe('the bundle of the commands around synth', () => {
  const named = (program: Command) => program.commands.map((command) => command.name());

  it('has the commands that are looked for in it', () => {
    const looked = named(newProgram()).filter((name) => entryOf(name, false) === 'cli-synth');

    expect(named(newProgram(SYNTH_COMMANDS)).sort()).toEqual(looked.sort());
  });

  it('holds nothing of the operations, which are twice as many sources', async () => {
    const { sources } = await compile(join(__dirname, '../..'), entries['cli-synth']);

    expect(sources.filter((source) => /^(operations|publish)\//.test(source))).toEqual([]);
    expect(sources).toContain('synth/synthesize.ts');
  });
});
