import { differencePath, isBeingDeleted } from '../../../model/rules/drift/difference';
import type { Severity } from '../../../model/rules/drift/finding';
import type { FindingGroup } from '../../../operations/drift/grouped';
import { grouped } from '../../../operations/drift/grouped';
import { isPending, type Pending } from '../../../operations/drift/pending';
import type { DriftReport, ReportedStack } from '../../../operations/drift/report';
import type { Colours } from '../../conventions/colours';
import { countOf } from '../../conventions/count-of';

const COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'dim'>> = { major: 'red', minor: 'yellow', none: 'dim' };

/** One report, for a terminal: what is wrong first, what is none on one line. */
export function reportText(report: DriftReport, colours: Colours): string {
  const { environment, drift_summary: summary, findings, stacks, complete } = report;
  const groups = grouped(findings);
  const shown = groups.filter(({ severity }) => severity !== 'none');
  const none = findings.filter(({ severity }) => severity === 'none').length;
  const partly = complete ? '' : ', looked at in part';
  return [
    `${colours.bold(environment)}: ${colours[COLOURS[summary]](`drift ${summary}`)}${partly}`,
    ...shown.flatMap((group) => groupLines(group, colours)),
    ...(none > 0 ? [`  ${colours.dim(`${countOf(none, 'difference')} of no importance`)}`] : []),
    ...stacks.flatMap((stack) => stackLines(stack, colours)),
  ].join('\n');
}

function groupLines(group: FindingGroup, colours: Colours): string[] {
  const { severity, stack, addresses, rule, because, by } = group;
  const [first = '', ...others] = addresses;
  return [
    `  ${colours[COLOURS[severity]](severity)} ${stack}: ${first}${others.length > 0 ? colours.dim(` and ${others.length} more`) : ''}`,
    `        ${whatChanged(group, colours)}`,
    `        ${colours.dim(`${because} (${rule})`)}`,
    ...(by ? [`        ${colours.dim('by')} ${by.who}, ${by.when}`] : []),
    ...others.map((address) => `        ${colours.dim('also')} ${address}`),
  ];
}

function whatChanged(group: FindingGroup, colours: Colours): string {
  const { path, action, before, after } = group;
  if (path.length === 0) {
    if (isBeingDeleted(group)) return `is being deleted: ${valueText(after)}`;
    if (action === 'removed') return 'was there, and is gone';
    return `nobody declared it, and it is there${after === undefined ? '' : `: ${valueText(after)}`}`;
  }
  return `${differencePath(path)}: ${valueText(before)} ${colours.dim('→')} ${valueText(after)}`;
}

const LONGEST = 120;

/** A value on one line. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function stackLines({ stack, status, limits, pending }: ReportedStack, colours: Colours): string[] {
  const notChecked = status === 'not-checked' || status === 'partly';
  return [
    ...(notChecked
      ? [`  ${colours.red(`${stack} was ${status === 'partly' ? 'looked at in part' : 'not checked'}`)}`]
      : []),
    ...limits.map((limit) => `  ${colours.dim('note:')} ${limit}`),
    ...(isPending(pending ?? undefined)
      ? [`  ${colours.dim('pending:')} ${stack} has ${pendingText(pending)} beside`]
      : []),
  ];
}

/** What an apply would do beside the answer to drift. */
export function pendingText(pending: Pending | null): string {
  if (!pending) return 'no changes';
  const { create, change, destroy } = pending;
  return [
    ...(create.length > 0 ? [`${create.length} to add`] : []),
    ...(change.length > 0 ? [`${change.length} to change`] : []),
    ...(destroy.length > 0 ? [`${destroy.length} to destroy`] : []),
  ].join(', ');
}
