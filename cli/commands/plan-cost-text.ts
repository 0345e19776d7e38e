import { isComplete, isNothing } from '../../model/cost/amount';
import { differenceText, shortDifferenceText, shortText, sumText } from '../../model/cost/amount-text';
import type { AtBounds } from '../../model/cost/item';
import { dollarsText } from '../../model/cost/money';
import { type OverBudget, type PlanCost, type PlanOwnerCost } from '../../operations/plan-review/plan-cost';
import type { Colours } from '../conventions/colours';
import type { ReportedProblem } from '../conventions/problems';
import { table } from '../conventions/table';
import { changeText } from './cost-text';

const TITLES = ['at count', 'then', 'at maxCount', 'then'];

/** What plans do to what is paid, in lines; none where there is nothing to say. */
export function planCostLines(cost: PlanCost, colours: Colours): string[] {
  const rows = rowsOf(cost, { strong: colours.bold });
  const missing = missingText(cost);
  const [title, same] = [`cost, US dollars a month; list of prices of ${cost.date}:`, 'cost: no difference'];
  if (rows.length === 0) return [missing === undefined ? same : `${same}, ${missing}`];
  const columns = [{ title: '' }, { title: '' }, ...TITLES.map((name) => ({ title: name, align: 'right' as const }))];
  const lines = table(columns, rows).split('\n');
  return [title, ...lines.map((line) => `  ${line}`), ...(missing === undefined ? [] : [`  ${missing}`])];
}

/** The same as a part of a comment on a pull request. */
export function planCostMarkdown(cost: PlanCost): string[] {
  const rows = rowsOf(cost, { strong: (text) => `**${text}**` });
  const missing = missingText(cost);
  const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`;
  const body =
    rows.length === 0
      ? ['No difference.']
      : [cells(['', '', ...TITLES]), '| --- | --- | ---: | ---: | ---: | ---: |', ...rows.map(cells)];
  return [
    '### Cost',
    '',
    ...body,
    '',
    ...(missing === undefined ? [] : [`${missing}.`, '']),
    ...cost.overBudget.flatMap((over) => [`**${overBudgetText(over)}**`, '']),
    `US dollars a month, by the list of prices of ${cost.date}.`,
    '',
  ];
}

const differs = ({ difference }: Pick<PlanOwnerCost, 'difference'>) =>
  !isNothing(difference.count) || !isNothing(difference.maxCount);

function rowsOf(
  { owners, difference, after }: PlanCost,
  { strong }: { readonly strong: (text: string) => string },
): string[][] {
  const differing = owners.filter((owner) => differs(owner) || owner.lines.length > 0);
  if (differing.length === 0) return [];
  return [
    ...differing.flatMap((owner) => [
      [strong(owner.owner), '', ...amounts(owner.difference, owner.after)],
      ...owner.lines.map((line) => [`  ${line.name}`, changeText(line), ...amounts(line.difference, undefined)]),
    ]),
    [strong('total'), '', ...amounts(difference, after)],
  ];
}

const amounts = (difference: AtBounds<PlanCost['difference']['count']>, after: PlanCost['after']) =>
  (['count', 'maxCount'] as const).flatMap((bound) => [
    shortDifferenceText(difference[bound]),
    after ? shortText(after[bound]) : '',
  ]);

const missingText = ({ withoutPlan }: PlanCost) =>
  withoutPlan.length === 0 ? undefined : `without ${withoutPlan.join(', ')}, which could not be planned yet`;

/** What plans do to budgets, as warnings. */
export const overBudgetProblems = ({ overBudget }: PlanCost): ReportedProblem[] =>
  overBudget.map((over) => ({
    severity: 'warning',
    what: overBudgetText(over),
    where: over.because.map((line) => line.after?.address ?? line.name).join('; '),
    fix: 'lower maxCount or count, take smaller instance types, or raise the budget; npx lke-platform cost shows each line',
  }));

function overBudgetText({ who, budget, after, because }: OverBudget): string {
  const [what, over] = [who === 'platform' ? 'the platform' : who, after.known - budget];
  const causes = because
    .map((line) => `${line.owner} ${line.name} ${differenceText(line.difference.maxCount)}`)
    .join(', ');
  const judged =
    over > 0n
      ? `${dollarsText(over)} over its budget of ${dollarsText(budget)}`
      : `which may be over its budget of ${dollarsText(budget)}`;
  return `with this plan, ${what} can cost ${isComplete(after) ? dollarsText(after.known) : sumText(after)} a month at maxCount, ${judged}: ${causes}`;
}
