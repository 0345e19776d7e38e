import picocolors from 'picocolors';
import type { PlannedStack } from '../../operations/deploy/plan';
import type { PlanCost } from '../../operations/plan-review/plan-cost';
import { planCostMarkdown } from './plan-cost-text';
import { countsText, planLines } from './plan-text';
import { wayBackMarkdown } from './way-back-text';

/** GitHub refuses a comment of more than 65,536 characters. */
const LONGEST = 60_000;

/**
 * The plans of the stacks as a comment on a pull request: one line per stack, the changes folded below it, and what they
 * cost.
 *
 * @param cost undefined where the output folder does not say what things cost
 * @param contracts what it does to hand-off contracts, as Markdown
 */
export function planMarkdown(planned: readonly PlannedStack[], cost: PlanCost | undefined, contracts = ''): string {
  const costs = [...(cost ? planCostMarkdown(cost) : []), ...(contracts === '' ? [] : ['', contracts.trimEnd()])];
  const text = ['## Plan', '', ...planned.flatMap(stackLines), ...costs].join('\n');
  if (text.length <= LONGEST) return `${text}\n`;
  const short = planned.flatMap((it) => [
    `- **${it.stack}**: ${headline(it)}`,
    ...(it.status === 'changes' ? wayBackMarkdown(it.summary).map((line) => (line === '' ? '' : `  ${line}`)) : []),
  ]);
  return [
    '## Plan',
    '',
    ...short,
    '',
    'The plan is too long for a comment; `npx lke-platform plan` shows it.',
    '',
    ...costs,
  ].join('\n');
}

function stackLines(planned: PlannedStack): string[] {
  const summary = `<b>${planned.stack}</b>: ${headline(planned)}`;
  if (planned.status !== 'changes') return [summary, ''];
  const changes = planLines(planned.summary, picocolors.createColors(false));
  const fence = fenceFor(changes);
  return [
    `<details><summary>${summary}</summary>`,
    '',
    `${fence}diff`,
    ...changes.map(diffLine),
    fence,
    '',
    '</details>',
    '',
    ...wayBackMarkdown(planned.summary),
    ...planned.refusals.flatMap(({ what }) => [`**apply will refuse this plan:** ${what}`, '']),
  ];
}

function headline(planned: PlannedStack): string {
  switch (planned.status) {
    case 'changes':
      return countsText(planned.summary);
    case 'waits':
      return `waits for ${planned.waitsFor.join(', ')}`;
    case 'unchanged':
      return 'no changes';
    case 'failed':
      return 'no plan, see the log';
  }
}

/**
 * Moves the sign of a line to its beginning, by which a diff is coloured; a diff says `!` for a change in place. What
 * stands below a resource keeps its indentation.
 */
const diffLine = (line: string) =>
  line.replace(/^( *)(-\/\+|[+~-]) ?/, (_, indent: string, sign: string) => {
    return `${sign === '~' ? '!' : sign} ${indent.slice(DEPTH_OF_RESOURCES)}`;
  });

/** Blanks in front of the sign of a resource. */
const DEPTH_OF_RESOURCES = 4;

/** A fence that nothing in the lines ends. */
function fenceFor(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  return '`'.repeat(longest + 1);
}
