import type { RootContent } from 'mdast';
import type { HandoffContract } from '../../model/handoff/contract';
import type { Status } from '../../model/lifecycle/status';
import { type Cell, type ContractSection, contractSections } from './contract-sections';
import type { ContractId } from './contracts';
import { code, heading, paragraph, printed, tableOf, text } from './markdown';

/** A contract for people, whole. @param status as the ledger has it now */
export function contractMarkdown({
  contract,
  version,
  hash,
  status,
}: Partial<ContractId> & { readonly contract: HandoffContract; readonly status?: Status }): string {
  const { environment, platform, access } = contract;
  const about = version === undefined ? 'As planned, not published.' : `Version ${version}, ${String(hash)}.`;
  return printed([
    heading(2, `${environment} of ${platform}`),
    paragraph(text(about)),
    ...(status === undefined ? [] : [paragraph(text(`Status: ${status}.`))]),
    ...contractSections(contract).flatMap((section) => [heading(3, section.title), bodyOf(section)]),
    paragraph(text('Ask for it: '), code(access.request_url ?? access.request_command)),
  ]);
}

function bodyOf(section: ContractSection): RootContent {
  if (section.kind === 'steps') return stepsOf(section.steps);
  if (section.kind === 'table')
    return tableOf(
      [...section.columns],
      section.rows.map((row) => row.map(cellOf)),
    );
  return tableOf(
    ['what', 'value'],
    section.rows.map(([name, value]) => [[text(name)], [text(value)]]),
  );
}

const cellOf = (cell: Cell) => [typeof cell === 'string' ? text(cell) : code(cell.code)];

const stepsOf = (steps: readonly string[]): RootContent => ({
  type: 'list',
  ordered: true,
  spread: false,
  children: steps.map((step) => ({ type: 'listItem', children: [{ type: 'paragraph', children: [text(step)] }] })),
});
