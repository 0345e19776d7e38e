import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { differencePath } from '../../../model/rules/drift/difference';
import { type FindingGroup, grouped } from '../../../operations/drift/grouped';
import type { DriftReport } from '../../../operations/drift/report';
import { pendingText, valueText } from './drift-text';
import { isPending } from '../../../operations/drift/pending';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
const row = (...cells: readonly PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
});

/** Reports as Markdown, for a comment, an issue or the summary of a job. Everything that was found is escaped. */
export function driftMarkdown(reports: readonly DriftReport[]): string {
  return toMarkdown({ type: 'root', children: reports.flatMap(ofReport) }, { extensions: [gfmToMarkdown()] });
}

function ofReport(report: DriftReport): RootContent[] {
  const { environment, drift_summary, findings, stacks, report_id, complete } = report;
  const shown = grouped(findings).filter(({ severity }) => severity !== 'none');
  const status = complete ? '' : ', looked at in part';
  return [
    { type: 'heading', depth: 2, children: [text(`Drift of ${environment}: ${drift_summary}${status}`)] },
    ...(shown.length === 0 ? [] : [tableOf(shown)]),
    ...stacks.flatMap(({ stack, limits, pending }) => [
      ...limits.map((limit) => paragraph(text(`${stack}: ${limit}`))),
      ...(isPending(pending ?? undefined) ? [paragraph(text(`Pending in ${stack}: ${pendingText(pending)}`))] : []),
    ]),
    paragraph(text('Report '), code(report_id)),
  ];
}

const tableOf = (groups: readonly FindingGroup[]): RootContent => ({
  type: 'table',
  children: [
    row(
      ...['severity', 'stack', 'address', 'what', 'was applied', 'is there', 'who', 'rule'].map((title) => [
        text(title),
      ]),
    ),
    ...groups.map((group) =>
      row(
        [text(group.severity)],
        [text(group.stack)],
        [code(group.addresses.join(', '))],
        [group.path.length === 0 ? text(group.action) : code(differencePath(group.path))],
        group.path.length === 0 ? [] : [code(valueText(group.before))],
        group.path.length === 0 ? [] : [code(valueText(group.after))],
        [text(group.by ? `${group.by.who}, ${group.by.when}` : '')],
        [text(`${group.rule}: ${group.because}`)],
      ),
    ),
  ],
});
