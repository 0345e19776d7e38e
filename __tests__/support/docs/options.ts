import type { Command } from 'commander';
import { newProgram } from '../program';
import { wordsOf } from './commands';

const PROGRAM = newProgram();

/** Where a shell begins another command. */
const NEXT = /\s(?:&&|\|\|?)\s|;\s/;
const CALLED = /(?:(?:^|[\s"'`(=])lke-platform|bin\/lke-platform\.js) ([^`]*)/;
/** What a shell takes for itself, or leaves out. */
const END = /^([12&]?>{1,2}.*|<.*|#.*|\\|…)$/;

/**
 * What is wrong with the commands of ours in a line: a command that there is not, or an option that it does not have, by
 * what the command line itself is defined by.
 *
 * @param line as somebody types it, or as a text names it
 */
export const wrongCommandsIn = (line: string): string[] =>
  line.split(NEXT).flatMap((one) => {
    const [, rest] = CALLED.exec(one) ?? [];
    return rest === undefined ? [] : wrongIn(wordsOf(rest));
  });

function wrongIn(all: readonly string[]): string[] {
  const end = all.findIndex((word) => END.test(word));
  const words = (end < 0 ? all : all.slice(0, end)).map((word) => word.replace(/[;,.:)"']+$/, ''));
  const options = [...PROGRAM.options];
  let command: Command = PROGRAM;
  let hasArguments = false;
  const problems: string[] = [];
  for (const word of words) {
    if (word === '--') break;
    if (word.startsWith('-') && word.length > 1) {
      const [flag = ''] = word.split('=');
      if (isHelp(flag) || options.some(({ long, short }) => flag === long || flag === short)) continue;
      problems.push(`${nameOf(command)} has no option ${flag}`);
    } else if (!hasArguments) {
      const next = command.commands.find((it) => it.name() === word || it.aliases().includes(word));
      if (next) {
        command = next;
        options.push(...next.options);
      } else {
        hasArguments = true;
        if (isGroup(command) && isWord(word)) problems.push(`there is no command ${nameOf(command)} ${word}`);
      }
    }
  }
  return problems;
}

const isHelp = (flag: string) => ['--help', '-h', '--version', '-V'].includes(flag);
const isGroup = (command: Command) => command.commands.length > 0 && command.registeredArguments.length === 0;
/** Not `<command>`, and not `show|diff`, which stand for several. */
const isWord = (word: string) => /^[a-z][a-z-]*$/.test(word) && word !== 'help';

function nameOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  return names.join(' ');
}
