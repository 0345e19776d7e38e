import { commandsOf } from '../../../cli/commands-of';
import { newProgram } from '../program';
import type { Block } from './blocks';

/** The lines of a block that somebody types: behind `$` where there is one; lines that go on are put together. */
export function typedLines({ language, text }: Pick<Block, 'language' | 'text'>): string[] {
  const whole = text.replace(/\\\n(>? *)/g, ' ').replace(/\n> +/g, '\n$ ');
  const lines = whole.split('\n');
  const typed =
    language === 'console' ? lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2)) : lines;
  return typed.map(withoutComment).filter((line) => line !== '');
}

/** What a block shows beside what is typed. */
export const shownLines = ({ language, text }: Pick<Block, 'language' | 'text'>): string[] =>
  language === 'console' ? text.split('\n').filter((line) => !/^[$>] /.test(line)) : [];

const withoutComment = (line: string) => line.replace(/(^|\s+)#.*$/, '').trim();

/** The words of a line as a shell has them. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);

const NAMES = commandsOf(newProgram())
  .map(({ name }) => name)
  .sort((a, b) => b.length - a.length);

/** The commands of ours that a text has, by their names: `access grant`. */
export const commandsIn = (text: string): string[] =>
  [...text.matchAll(/npx lke-platform ([a-z][^|;\n]*)/g)].map(
    ([, rest = '']) => NAMES.find((name) => `${rest} `.startsWith(`${name} `)) ?? rest,
  );

/** Whether a test has a command: its words one after the other, or the last one quoted where a helper adds the others. */
export function mentions(test: string, command: string): boolean {
  const words = command.split(' ');
  if (new RegExp(`\\b${words.join('\\W{1,6}')}\\b`).test(test)) return true;
  const [last = '', ...groups] = words.reverse();
  return test.includes(`'${last}'`) && groups.every((word) => new RegExp(`\\b${word}`).test(test));
}
