import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { differencePath } from '../../../model/rules/drift/difference';
import { type FindingGroup, grouped } from '../../../operations/drift/grouped';
import type { DriftReport } from '../../../operations/drift/report';
import { countOf } from '../../conventions/count-of';
import { pendingText, valueText } from './drift-text';
import { isPending } from '../../../operations/drift/pending';

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });
const row = (...cells: readonly PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
});

/** What an issue of GitHub takes is 65536 characters, and a mark comes behind. */
export const LONGEST_ISSUE = 60_000;
/** What the summary of a step of GitHub takes is 1 MiB. */
export const LONGEST_SUMMARY = 900_000;

/** How much of each report is shown. */
interface Extent {
  /** Groups of findings, the worst first. */
  readonly groups: number;
  readonly addresses: number;
}

const WHOLE: Extent = { groups: Infinity, addresses: Infinity };
/** Addresses of equal findings, where not all fits. */
const SOME_ADDRESSES = 10;

/**
 * Reports as Markdown, for a comment, an issue or the summary of a job. Everything that was found is escaped.
 *
 * @param longest in characters; what is over is left out, the least bad first, and the text says so. @default - any
 */
export function driftMarkdown(reports: readonly DriftReport[], longest = Infinity): string {
  const whole = rendered(reports, WHOLE);
  if (whole.length <= longest) return whole;
  const cutTo = (groups: number) => rendered(reports, { groups, addresses: SOME_ADDRESSES });
  let [fits, isTooMuch] = [0, Math.max(...reports.map(({ findings }) => findings.length)) + 1];
  while (isTooMuch - fits > 1) {
    const middle = Math.floor((fits + isTooMuch) / 2);
    if (cutTo(middle).length <= longest) fits = middle;
    else isTooMuch = middle;
  }
  return cutTo(fits).slice(0, longest);
}

const rendered = (reports: readonly DriftReport[], extent: Extent) =>
  toMarkdown(
    { type: 'root', children: reports.flatMap((report) => ofReport(report, extent)) },
    { extensions: [gfmToMarkdown({ tablePipeAlign: false })] },
  );

function ofReport(report: DriftReport, { groups, addresses }: Extent): RootContent[] {
  const { environment, drift_summary, findings, stacks, report_id, complete } = report;
  const all = grouped(findings).filter(({ severity }) => severity !== 'none');
  const shown = all.slice(0, groups);
  const status = complete ? '' : ', looked at in part';
  return [
    { type: 'heading', depth: 2, children: [text(`Drift of ${environment}: ${drift_summary}${status}`)] },
    ...(addresses === Infinity ? [] : [shortened(report, all.length - shown.length)]),
    ...(shown.length === 0 ? [] : [tableOf(shown, addresses)]),
    ...stacks.flatMap(({ stack, limits, pending }) => [
      ...limits.map((limit) => paragraph(text(`${stack}: ${limit}`))),
      ...(isPending(pending ?? undefined) ? [paragraph(text(`Pending in ${stack}: ${pendingText(pending)}`))] : []),
    ]),
    paragraph(text('Report '), code(report_id)),
  ];
}

/** Stands at the beginning, so that it is there whatever is cut. */
const shortened = ({ report_id }: DriftReport, left: number): RootContent =>
  paragraph(
    text(
      left > 0 ? `This is not all: ${countOf(left, 'row')} more did not fit. ` : 'This is not all: it did not fit. ',
    ),
    text('The whole report: '),
    code(`npx lke-platform drift show ${report_id}`),
  );

/** Addresses of equal findings, as many as are shown. */
const addressesText = (addresses: readonly string[], most: number) =>
  addresses.slice(0, most).join(', ') + (addresses.length > most ? ` and ${addresses.length - most} more` : '');

const tableOf = (groups: readonly FindingGroup[], addresses: number): RootContent => ({
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
        [code(addressesText(group.addresses, addresses))],
        [group.path.length === 0 ? text(group.action) : code(differencePath(group.path))],
        group.path.length === 0 ? [] : [code(valueText(group.before))],
        group.path.length === 0 ? [] : [code(valueText(group.after))],
        [text(group.by ? `${group.by.who}, ${group.by.when}` : '')],
        [text(`${group.rule}: ${group.because}`)],
      ),
    ),
  ],
});
