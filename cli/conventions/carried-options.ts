import type { Command, Option } from 'commander';
import { shellLine } from '../../model/shell-line';
import { commandsOf } from '../commands-of';
import { OUTPUT_FOLDER } from './output-folder';

/**
 * Options that say which platform a command is about. Whoever named another one than usual means it in the commands that
 * are printed for them, too.
 */
const CARRIED = ['output', 'file'] as const;

/** Whether an option is that one: `synth` writes with `--out` the folder that others read. */
const isSame = (name: (typeof CARRIED)[number]) => (option: Option) =>
  option.long === `--${name}` ||
  (name === 'output' && option.long === '--out' && option.defaultValue === OUTPUT_FOLDER);

/** A printed command: its words so far, and what follows on its line. */
const PRINTED = /npx lke-platform ((?:[a-z]+(?:-[a-z]+)*)(?: [a-z]+(?:-[a-z]+)*)*)/g;

/**
 * Gives printed commands the options with which a command was called, where they take them and do not have them.
 *
 * @param action the command that was called
 * @param isJson whether the text is JSON, in whose strings quotes are escaped
 */
export function carryOptions(program: Command, action: Command, isJson: boolean): (text: string) => string {
  const given = CARRIED.flatMap((name) => {
    const value: unknown = action.getOptionValueSource(name) === 'cli' ? action.getOptionValue(name) : undefined;
    return typeof value === 'string' ? [{ value, isTaken: isSame(name) }] : [];
  });
  if (given.length === 0) return (text) => text;
  const commands = new Map(commandsOf(program).map(({ name, command }) => [name, command]));
  return (text) =>
    text.replaceAll(PRINTED, (printed: string, words: string, at: number) => {
      const name = longestName(words, commands);
      const command = name === undefined ? undefined : commands.get(name);
      if (name === undefined || !command) return printed;
      // What is already there stands before the end of the line, or the next command on it.
      const [rest = ''] = /^.*?(?=npx |\\n|"|\n|$)/.exec(text.slice(at + printed.length)) ?? [];
      const missing = given.flatMap(({ value, isTaken }) => {
        const flag = command.options.find(isTaken)?.long ?? undefined;
        return flag === undefined || rest.includes(flag) ? [] : [shellLine(flag, value)];
      });
      if (missing.length === 0) return printed;
      const options = missing.join(' ');
      const inserted = isJson ? JSON.stringify(options).slice(1, -1) : options;
      const head = `npx lke-platform ${name}`;
      return `${head} ${inserted}${printed.slice(head.length)}`;
    });
}

/** A command may be followed by names of stacks, which look like words of it. */
function longestName(words: string, commands: ReadonlyMap<string, Command>): string | undefined {
  const parts = words.split(' ');
  const prefixes = parts.map((_, index) => parts.slice(0, parts.length - index).join(' '));
  return prefixes.find((prefix) => commands.has(prefix));
}
