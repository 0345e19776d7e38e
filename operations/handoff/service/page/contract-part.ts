import { h } from 'preact';
import { type Cell, type ContractSection, contractSections } from '../../contract-sections';
import type { PublishedContract } from '../../contracts';
import { described, type Part, section } from './parts';

/** A contract, or why it cannot be read; undefined where there is none. */
export type ShownContract = PublishedContract | { readonly unreadable: string } | undefined;

/** The contract of an environment, whole. */
export function contractPart(published: ShownContract): Part {
  if (!published)
    return section('contract', 'Contract', [
      h('p', null, 'It is not published yet: the apply that hands the environment off does it.'),
    ]);
  if ('unreadable' in published)
    return section('contract', 'Contract', [
      h('p', null, `It cannot be read now. ${published.unreadable} A platform engineer publishes it again.`),
    ]);
  const { version, hash, contract } = published;
  return section('contract', 'Contract', [
    described([
      ['Version', String(version)],
      ['Hash', h('code', null, hash)],
    ]),
    ...dashboards(contract.observability_links),
    ...contractSections(contract).flatMap((part) => [h('h3', null, part.title), bodyOf(part)]),
  ]);
}

/** Addresses come from the platform file; what is not https leads nowhere from here. */
function dashboards(links: readonly string[]): Part[] {
  const safe = links.filter((link) => link.startsWith('https://'));
  if (safe.length === 0) return [];
  return [
    h(
      'ul',
      { class: 'events', 'aria-label': 'Dashboards' },
      safe.map((link) => h('li', null, h('a', { href: link }, link))),
    ),
  ];
}

function bodyOf(part: ContractSection): Part {
  if (part.kind === 'steps')
    return h(
      'ol',
      null,
      part.steps.map((step) => h('li', null, step)),
    );
  if (part.kind === 'values') return described(part.rows);
  if (part.rows.length === 0) return h('p', null, 'None.');
  // A table is wider than a telephone: each row is a card of its own.
  return h(
    'ul',
    { class: 'rows' },
    part.rows.map((row) =>
      h('li', null, described(part.columns.map((column, index) => [column, cellOf(row[index] ?? '')]))),
    ),
  );
}

const cellOf = (cell: Cell): Part => (typeof cell === 'string' ? cell : h('code', null, cell.code));
