import { Command } from 'commander';
import { description, version } from '../package.json';
import type { CommandContext } from './command-context';
import { commandsOf } from './commands-of';
import { EXAMPLES } from './examples';

/** Adds a command, with those under it, to a program. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/**
 * Commands with their arguments and options. What a command does is imported when it runs, so that `--help` and
 * the other commands do not load it.
 */
export function createProgram(context: CommandContext, commands: readonly AddCommand[]): Command {
  const { streams, flags } = context;
  const program = new Command('lke-platform')
    .description(description)
    .version(version)
    .option('--json', 'print the result as one JSON document')
    .option('--debug', 'print errors with their stack')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
      outputError: (text, write) => {
        if (!flags.json) write(text);
      },
    });
  if (!flags.json) program.showHelpAfterError('Run npx lke-platform --help, or with a command before it.');
  for (const add of commands) add(program, context);
  for (const { name, command } of commandsOf(program)) {
    const example = `npx lke-platform ${EXAMPLES[name] ?? name}`;
    command.addHelpText('after', `\nExample:\n  $ ${example}`);
    // Of what is missing only the first thing is named: the example has all of it.
    if (!flags.json) command.showHelpAfterError(`Example: ${example}\nMore: npx lke-platform ${name} --help`);
  }
  return program;
}
