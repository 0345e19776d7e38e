import type { Command } from 'commander';

/** A command with the words that call it, such as `drift detect`. */
export interface NamedCommand {
  readonly name: string;
  readonly command: Command;
}

/** The commands that the help of a program shows, those above others among them, in the order of the help. */
export function shownCommands(program: Command, before = ''): NamedCommand[] {
  const shown = program.createHelp().visibleCommands(program);
  return program.commands
    .filter((command) => shown.includes(command))
    .flatMap((command) => {
      const name = `${before}${command.name()}`;
      return [{ name, command }, ...shownCommands(command, `${name} `)];
    });
}

/** Those of them that do something. */
export const commandsOf = (program: Command): NamedCommand[] =>
  shownCommands(program).filter(({ command }) => command.commands.length === 0);
