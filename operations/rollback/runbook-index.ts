import { existsSync, readFileSync } from 'node:fs';
import type { Delivered } from '../audit/delivery/target';
import { replaceFile } from '../machine/replace-file';
import type { RollbackPlans, UnreadablePlan } from './plans';
import type { RollbackPlan } from './record';

const BEGIN = '<!-- rollback plans: written by lke-platform -->';
const END = '<!-- end of the rollback plans -->';
const HEADING = '| made | plan | change | reversible? | leads to |\n| --- | --- | --- | --- | --- |';

/** How many of the latest plans a runbook lists. */
const MOST = 50;

/** Whether a runbook has a place for the list of plans. */
export const hasIndex = (file: string) => existsSync(file) && readFileSync(file, 'utf8').includes(BEGIN);

/** The part of a text between the marks, marks included; undefined where it has none. */
export function indexIn(text: string): string | undefined {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  return begin < 0 || end < begin ? undefined : text.slice(begin, end + END.length);
}

/** The list of plans, the last first. */
export function indexOf(plans: readonly (RollbackPlan | UnreadablePlan)[]): string {
  const rows = plans.map((plan) => `| ${cellsOf(plan).map(cell).join(' | ')} |`);
  return `${BEGIN}\n\n${[HEADING, ...rows].join('\n')}\n\n${END}`;
}

/** Brings the list in a runbook up to date. Never rejects: the next one makes up for it. */
export async function deliverIndex(plans: Pick<RollbackPlans, 'latest'>, file: string): Promise<Delivered> {
  const target = `the rollback plans of ${file}`;
  try {
    const text = readFileSync(file, 'utf8');
    const former = indexIn(text);
    if (former === undefined)
      throw new Error(`${file} has no place for them. Put these two lines there: ${BEGIN} and ${END}`);
    const present = indexOf(await plans.latest(undefined, MOST));
    if (present === former) return { target, events: 0, left: 0 };
    replaceFile(
      file,
      text.replace(former, () => present),
    );
    return { target, events: 1, left: 0 };
  } catch (error) {
    return { target, events: 0, left: 1, problem: (error as Error).message };
  }
}

function cellsOf(plan: RollbackPlan | UnreadablePlan): string[] {
  if ('unreadable' in plan) return ['', plan.rollback_id, '', 'damaged', ''];
  const { made_at: made, rollback_id: id, change_id: change, reversibility, previous } = plan;
  return [made, id, change, reversibility, previous.kind === 'configuration' ? previous.key : previous.kind];
}

/** Text in a cell of a table: nothing of it is markup. */
const cell = (text: string) => text.replace(/[\\`*_{}[\]<>|]/g, '\\$&').replace(/\s+/g, ' ');
