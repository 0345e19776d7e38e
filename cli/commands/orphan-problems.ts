import type { AppliedStack } from '../../operations/deploy/apply';
import type { Deployment } from '../../operations/deploy/deployment';
import type { FoundOrphans } from '../../operations/orphans/find-orphans';
import type { Orphan } from '../../operations/orphans/orphan';
import type { ReportOptions } from '../../operations/orphans/report';
import type { ReportedProblem } from '../conventions/problems';

/** The orphans as warnings, each with its way out, and what was not looked at. */
export async function orphanProblems(
  { notChecked, ...found }: FoundOrphans,
  options: ReportOptions = {},
): Promise<ReportedProblem[]> {
  const { orphanReports } = await import('../../operations/orphans/report');
  return [
    ...orphanReports(found, options).map((report): ReportedProblem => ({ severity: 'warning', ...report })),
    ...notChecked.map((what): ReportedProblem => ({
      severity: 'warning',
      what: `whether something exists that is in no state was not fully checked: ${what}`,
      fix: 'fix that (npx lke-platform doctor), and look: npx lke-platform orphans',
    })),
  ];
}

/** What `--json` says of an orphan. */
export function orphanResult({ type, id, name, mark, wanted }: Orphan): object {
  return {
    type,
    id,
    name,
    ...(mark !== undefined && { mark }),
    ...(wanted && { stack: wanted.stack, address: wanted.address }),
  };
}

/** What exists after a command and is in no state, but for what the errors of the stacks tell. */
export async function orphanWarnings(
  deployment: Deployment,
  applied: readonly AppliedStack[],
  options: ReportOptions = {},
): Promise<ReportedProblem[]> {
  const { orphansOf } = await import('../../operations/deploy/orphans-of');
  const { NotLookedAt } = await import('../../operations/deploy/settle-orphans');
  const { OrphansInTheWay } = await import('../../operations/orphans/in-the-way');
  const { referenceOf } = await import('../../operations/orphans/thing');
  const errors = applied.flatMap((it) => (it.status === 'failed' ? [it.error] : []));
  const told = new Set(errors.flatMap((it) => (it instanceof OrphansInTheWay ? it.orphans.map(referenceOf) : [])));
  const toldUnchecked = new Set(errors.flatMap((it) => (it instanceof NotLookedAt ? it.notChecked : [])));
  const found = await orphansOf(deployment);
  const orphans = found.orphans.filter((orphan) => !told.has(referenceOf(orphan)));
  const notChecked = found.notChecked.filter((why) => !toldUnchecked.has(why));
  return orphanProblems({ ...found, orphans, notChecked }, options);
}
