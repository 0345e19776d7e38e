import type { Reversibility } from '../../../model/rules/reversibility/rule';
import type { UnreadablePlan } from '../../../operations/rollback/plans';
import type { Previous, RollbackPlan } from '../../../operations/rollback/record';
import type { Colours } from '../../conventions/colours';
import { table } from '../../conventions/table';

const COLOURS = { reversible: 'green', 'needs-restore': 'yellow', irreversible: 'red' } as const;

const coloured = (reversibility: Reversibility, colours: Colours) => colours[COLOURS[reversibility]](reversibility);

/** The plans as a table, and what to type to see one. */
export function planList(plans: readonly (RollbackPlan | UnreadablePlan)[], colours: Colours): string {
  if (plans.length === 0) return 'no change has a rollback plan yet: apply makes one before each change';
  const rows = plans.map((plan) =>
    'unreadable' in plan
      ? [plan.rollback_id, '', '', colours.red('damaged'), plan.unreadable]
      : [
          ...[plan.rollback_id, plan.change_id.slice(0, LONGEST_ID), plan.is_production ? 'production' : ''],
          ...[coloured(plan.reversibility, colours), plan.approval?.by ?? ''],
        ],
  );
  const titles = ['plan', 'change', '', 'reversible?', 'applied by'].map((title) => ({ title }));
  return [table(titles, rows), '', 'Next: npx lke-platform rollback plan <plan>'].join('\n');
}

/** As much of a commit as tells it apart. */
const LONGEST_ID = 12;

/** One plan, for a person who decides. */
export function onePlan(plan: RollbackPlan, colours: Colours): string {
  const { rollback_id: id, change_id: change, stack, made_at: made, approval, drift_report_id: drift } = plan;
  const asked = plan.steps.map(({ id: step, what, asks }) => {
    return `  ${asks ? colours.yellow('asks') : '    '}  ${step}\n          ${what}`;
  });
  return [
    `${colours.bold(id)}: the way back of change ${change} of ${stack}, made ${made}`,
    `agreed to by: ${approval ? `${approval.by} (${approval.proven_by})${approval.why === null ? '' : `, ${approval.why}`}` : 'nobody that anything proved'}`,
    ...(drift === null ? [] : [`answers the drift report ${drift}`]),
    `how well: ${coloured(plan.reversibility, colours)}`,
    `leads to: ${previousText(plan.previous)}`,
    `copy of the state: ${plan.snapshot ?? 'none was taken'}`,
    `for: ${plan.trigger_condition.join(', ')}`,
    `started without a person by: ${plan.starts_by_itself.join(', ') || 'nothing'}`,
    '',
    'steps:',
    ...asked,
    '',
    'afterwards:',
    ...plan.validation.map(({ check }) => `  ${check}`),
    '',
    ...(plan.previous.kind === 'unknown' ? [] : [`Next: npx lke-platform rollback run ${id}`]),
  ].join('\n');
}

function previousText(previous: Previous): string {
  switch (previous.kind) {
    case 'configuration':
      return `${previous.key}${previous.commit === null ? '' : ` (commit ${previous.commit})`}`;
    case 'nothing':
      return 'nothing: there was none of it before';
    case 'unknown':
      return `what was before is not known: ${previous.why}`;
  }
}
