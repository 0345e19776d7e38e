import { join } from 'node:path';
import type { Complete, RootCommand } from '@bomb.sh/tab';
import type { Argument, Command, Option } from 'commander';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { STACK_IDS } from '../../model/entities/resource-address';
import type { CommandContext } from '../command-context';
import { commandsOf, shownCommands } from '../commands-of';
import { exitCode } from '../conventions/exit-codes';
import type { Streams } from '../conventions/streams';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** What can stand for an option or an argument of this name. */
const VALUES: Readonly<Record<string, readonly string[]>> = { environment: ENVIRONMENT_NAMES, stack: STACK_IDS };

/** Values that are files or folders: the shell knows those. */
const IS_FILE = /file|folder|pattern|xml/;
const SHELL_COMPLETES_FILES = ':0\n';

export function addCompletion(program: Command, context: CommandContext): void {
  program
    .command('completion')
    .description('print what lets a shell complete commands, options, stacks and environments')
    .addArgument(program.createArgument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) =>
      context.run('completion', async () => {
        const { script } = await import('@bomb.sh/tab');
        const start = [process.execPath, join(context.launcher.root, 'bin/lke-platform.js')].map(escaped).join(' ');
        const lines = printedBy(() => {
          script(shell, program.name(), start);
        });
        return { exitCode: exitCode.fine, result: { shell, script: lines }, text: () => lines };
      }),
    );
  program
    .command('complete', { hidden: true })
    .description('what comes next in a line, for the script of "completion"')
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const { RootCommand: Root } = await import('@bomb.sh/tab');
      complete(program, new Root(), words, context.streams);
    });
}

/** The scripts evaluate the line that starts the command. */
const escaped = (path: string) => path.replace(/[^\w/.:-]/g, '\\$&');

function complete(program: Command, tree: RootCommand, words: string[], { stdout }: Streams): void {
  for (const option of program.options) addOption(tree, option);
  for (const { name, command } of shownCommands(program)) {
    const node = tree.command(name, command.description());
    for (const option of [...command.options, ...program.options]) addOption(node, option);
    for (const argument of command.registeredArguments)
      node.argument(argument.name(), offer(valuesOf(argument)), argument.variadic);
  }
  const lines = printedBy(() => {
    tree.parse([...words]);
  });
  const isFile = expectsFile(program, words);
  stdout.write(isFile ? lines.replace(/:\d+\n$/, SHELL_COMPLETES_FILES) : lines);
}

type Node = Pick<RootCommand, 'option'>;

function addOption(node: Node, option: Option): void {
  const name = (option.long ?? option.flags).replace(/^--/, '');
  const takesValue = option.required || option.optional;
  if (takesValue) node.option(name, option.description, offer(valuesOf(option)));
  else node.option(name, option.description);
}

const offer = (values: readonly string[]) => (complete: Complete) => {
  for (const value of values) complete(value, '');
};

/** What is told of it, else what its name stands for: `--environment <name>`, `[stack...]`. */
const valuesOf = (given: Argument | Option): readonly string[] =>
  given.argChoices ?? VALUES['flags' in given ? given.attributeName() : given.name()] ?? [];

/** The word that stands for a value, such as `stack` of `[stack...]`. */
const wordOf = (given: Argument | Option) =>
  'flags' in given ? (/<(.+?)(\.\.\.)?>/.exec(given.flags)?.[1] ?? '') : given.name();

/** Whether what is being typed is a file: the value of an option, or an argument. */
function expectsFile(program: Command, words: readonly string[]): boolean {
  const [typed = '', before = ''] = [...words].reverse();
  if (typed.startsWith('-')) return false;
  const line = words
    .slice(0, -1)
    .filter((word) => !word.startsWith('-'))
    .join(' ');
  const found = commandsOf(program).find(({ name }) => line === name || line.startsWith(`${name} `));
  if (!found) return false;
  const option = found.command.options.find(({ long }) => long === before);
  if (option) return IS_FILE.test(wordOf(option));
  return found.command.registeredArguments.some((argument) => IS_FILE.test(argument.name()));
}

/** The library prints what it makes; a command of ours writes to its own streams. */
function printedBy(print: () => void): string {
  /* eslint-disable no-console -- it is the console that the library prints on */
  const { log } = console;
  let lines = '';
  console.log = (line: string) => {
    lines += `${line}\n`;
  };
  try {
    print();
  } finally {
    console.log = log;
  }
  /* eslint-enable no-console */
  return lines;
}
