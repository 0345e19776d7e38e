import { dirname, relative } from 'node:path/posix';
import type { Entity } from '../../model/entity';
import { SOURCE_VARIABLES } from '../../model/overrides';
import { formatPath } from '../../model/problem';
import { RULES } from '../../model/rules/all';
import { sourcesOf } from '../../model/source-pages';
import { entityPlaces } from './entity-places';
import { fieldsOf, type FieldText } from './field-text';

/** Where the reference stands, as seen from the root of a clone. */
export const REFERENCE_FILE = 'docs/reference/platform-yaml.md';

/** The reference of the platform file, in Markdown: every entity, its fields, and the rules between them. */
export function platformYamlReference(): string {
  const places = placesByEntity();
  return [
    '# Reference of `platform.yaml`',
    '<!-- Written by `npm run docs` from model/; a test holds it current. -->',
    '`npx lke-platform explain <path>` says the same of one field, `npx lke-platform validate` checks a file. Names in the column "type" are headings of this page.',
    ...[...places].map(([entity, paths]) => entitySection(entity, paths)),
    rulesSection(),
    variablesSection(),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Every entity once, with the places where it stands. The four environments are one place. */
function placesByEntity(): Map<Entity, Set<string>> {
  const places = new Map<Entity, Set<string>>();
  for (const { entity, path } of entityPlaces()) {
    const generic = path.replace(/^environments\.\w+/, 'environments.<environment>');
    places.set(entity, (places.get(entity) ?? new Set()).add(generic));
  }
  return places;
}

function entitySection(entity: Entity, paths: ReadonlySet<string>): string {
  const where = [...paths].map((path) => (path === '' ? 'the root of the file' : `\`${path}\``)).join(', ');
  const { derived, observed } = entity;
  return [
    `## ${entity.name}`,
    `${text(entity.about)} Stands at ${where}.`,
    table(['field', 'type', 'default', 'meaning', 'allowed', 'source'], fieldsOf(entity).map(fieldRow)),
    list('Derived, not written', derived, ({ about, from }) => text(`${about}: ${from}`)),
    list('Observed, not written', observed, ({ about, seeWith }) => `${text(about)}; \`${seeWith}\` shows it`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function fieldRow({ name, type, required, default: fallback = '', about, note, allowed, source }: FieldText): string[] {
  return [
    `\`${name}\``,
    text(type),
    required ? '**required**' : text(fallback),
    text(note === undefined ? about : `${about}. ${note}`),
    text(allowed),
    links(source),
  ];
}

function list<T>(title: string, fields: Readonly<Record<string, T>>, words: (field: T) => string): string {
  const lines = Object.entries(fields).map(([name, field]) => `- \`${name}\`: ${words(field)}`);
  return lines.length === 0 ? '' : [`${title}:`, '', ...lines].join('\n');
}

function rulesSection(): string {
  const rows = RULES.map(({ id, about, source }) => [`\`${id}\``, text(about), links(source)]);
  return ['## Rules between fields', table(['rule', 'what holds', 'source'], rows)].join('\n\n');
}

function variablesSection(): string {
  const rows = SOURCE_VARIABLES.map(({ variable, path }) => [
    `\`${variable}\``,
    `\`${formatPath(['sources', ...path])}\``,
  ]);
  return [
    '## Environment variables',
    'Each wins over a field of the file, for installations that differ from the committed one.',
    table(['variable', 'field'], rows),
  ].join('\n\n');
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The sources that a text names, each as a link to its page. */
function links(source: string): string {
  const parts = sourcesOf(source).map(({ text: name, page }) =>
    page === undefined ? text(name) : `[${text(name)}](${page.startsWith('https://') ? page : seenFromHere(page)})`,
  );
  return parts.join('; ');
}

const seenFromHere = (file: string) => relative(dirname(REFERENCE_FILE), file);

/** Words as Markdown shows them, inside a table, too. */
const text = (words: string) => words.replace(/[<*|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
