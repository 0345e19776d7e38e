import { Command } from 'commander';
import { givenOptions } from '../../../cli/conventions/given-options';

const given = (...args: string[]) => {
  const command = new Command()
    .option('--yes', 'agree')
    .option('--no-snapshot', 'take none')
    .option('--output <folder>', 'where', 'cdktf.out')
    .option('--minutes <number>', 'how long', Number)
    .option('--yes-to <step>', 'agree to', (one: string, all: string[] = []) => [...all, one]);
  command.parse(args, { from: 'user' });
  return givenOptions(command, ['yes']);
};

describe('the options that a command was given', () => {
  it('are said again as they were, and no default with them', () => {
    expect(given('--output', 'out', '--no-snapshot', '--minutes', '5')).toEqual([
      ...['--no-snapshot', '--output', 'out', '--minutes', '5'],
    ]);
    expect(given()).toEqual([]);
  });

  it('are said as often as they were given, but for those that are said otherwise', () => {
    expect(given('--yes', '--yes-to', 'a', '--yes-to', 'b')).toEqual(['--yes-to', 'a', '--yes-to', 'b']);
  });
});
