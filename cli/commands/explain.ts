import type { Command } from 'commander';
import type { Explanation } from '../../publish/reference/explain';
import type { CommandContext } from '../command-context';
import type { Colours } from '../conventions/colours';
import { exitCode } from '../conventions/exit-codes';
import { table } from '../conventions/table';

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('say what a field of platform.yaml means')
    .argument('[path]', 'such as environments.production.nodePools.count (default: the file)', '')
    .action((path: string) =>
      context.run('explain', async () => {
        const { explain } = await import('../../publish/reference/explain');
        const result = explain(path);
        return { exitCode: exitCode.fine, result, text: (colours) => explanationText(result, colours) };
      }),
    );
}

function explanationText({ path, field, result, fields, results }: Explanation, colours: Colours): string {
  const line = (label: string, text: string) => `${colours.dim(`${label}:`.padEnd(9))}${text}`;
  if (!field) return [colours.bold(path), line('meaning', result ?? '')].join('\n');
  const head = [
    colours.bold(path || field.name),
    line('meaning', field.about),
    ...(field.note === undefined ? [] : [line('note', field.note)]),
    line('type', field.type),
    line('allowed', field.allowed),
    ...(field.required ? [line('default', 'none: it is required')] : []),
    ...(field.default === undefined ? [] : [line('default', field.default)]),
    line('source', field.source),
    ...field.pages.map((page) => line('page', page)),
  ];
  const rows = fields.map(({ name, required, type, about }) => [
    colours.bold(name),
    required ? 'required' : '',
    type,
    about,
  ]);
  const columns = [{ title: 'field' }, { title: '' }, { title: 'type' }, { title: 'meaning' }];
  return [
    ...head,
    ...(fields.length > 0 ? ['', table(columns, rows)] : []),
    ...(results.length > 0 ? ['', 'Not written, but known of it:'] : []),
    ...results.map(({ name, about }) => `  ${name}: ${about}`),
  ].join('\n');
}
