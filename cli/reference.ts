import type { Argument, Command, Option } from 'commander';
import { shownCommands, type NamedCommand } from './commands-of';
import { EXAMPLES } from './examples';

/** Where the reference stands, as seen from the root of a clone. */
export const CLI_REFERENCE_FILE = 'docs/reference/cli.md';

/** The reference of the command, in Markdown: each command with its arguments, its options and an example. */
export function cliReference(program: Command): string {
  return [
    '# Reference of `lke-platform`',
    '<!-- Written by `npm run docs` from cli/; a test holds it current. -->',
    'What the commands do at length, their exit codes and their `--json` are in [cli.md](../cli.md). `npx lke-platform <command> --help` says the same as here.',
    '## Options of every command',
    optionTable(program.options),
    ...shownCommands(program).map(section),
  ]
    .join('\n\n')
    .concat('\n');
}

function section({ name, command }: NamedCommand): string {
  const isGroup = command.commands.length > 0;
  const title = `${'#'.repeat(1 + Math.min(name.split(' ').length + 1, 4))} \`${name}\``;
  const about = `${command.description()[0]?.toUpperCase() ?? ''}${command.description().slice(1)}.`;
  if (isGroup) return [title, text(about)].join('\n\n');
  return [
    title,
    text(about),
    `\`\`\`console\n$ npx lke-platform ${EXAMPLES[name] ?? name}\n\`\`\``,
    argumentTable(command.registeredArguments),
    optionTable(command.options),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const argumentTable = (given: readonly Argument[]) =>
  table(
    ['argument', 'meaning'],
    given.map((it) => {
      const name = `${it.name()}${it.variadic ? '...' : ''}`;
      return [`\`${it.required ? `<${name}>` : `[${name}]`}\``, withChoices(it)];
    }),
  );

const optionTable = (given: readonly Option[]) =>
  table(
    ['option', 'meaning'],
    given.map((it) => [`\`${it.flags}\`${it.mandatory ? ', required' : ''}`, withChoices(it)]),
  );

function withChoices({ description, argChoices, defaultValue }: Argument | Option): string {
  const choices = argChoices ? [`one of ${argChoices.join(', ')}`] : [];
  const isTold = ['string', 'number'].includes(typeof defaultValue) && defaultValue !== '';
  const initial = isTold ? [`default: ${String(defaultValue)}`] : [];
  const more = [...choices, ...initial].join('; ');
  return text(more === '' ? description : `${description} (${more})`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text that Markdown would read as something else. */
const text = (given: string) => given.replace(/[|<]/g, '\\$&');
