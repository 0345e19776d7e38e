import type { EnvironmentVariables } from '../../model/environment-variables';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import type { AppliedRecord } from '../applied-configuration/record';
import { accessTo } from '../deploy/bucket-access';
import { type OutputFolder, stackNamed } from '../deploy/output-folder';
import { RunFolder } from '../deploy/run-folder';
import { storedState } from '../deploy/stored-state';
import { type Judgement, judged, notApplicable } from '../verify/check';
import { writeFormer } from './former';
import { idFor, type RollbackPlan } from './record';

/**
 * Whether what was applied last of a stack is what was before a change. Without drift beside it, the rollback led back.
 *
 * @throws {Error} when that cannot be known
 */
export async function judgeConfiguration(
  plan: RollbackPlan,
  output: OutputFolder,
  environment: EnvironmentVariables,
): Promise<Judgement> {
  const { previous, stack } = plan;
  if (previous.kind === 'unknown') return notApplicable(`what was before is not known: ${previous.why}`);
  if (previous.kind === 'nothing') {
    const state = await storedState({ environment }, stackNamed(output, stack));
    const left = state?.resources.filter(({ mode, instances }) => mode === 'managed' && instances.length > 0) ?? [];
    const what = `${left.length} kinds of resources of ${stack} are still there, and there was nothing before`;
    return judged(left.length > 0 ? [what] : [], 'nothing is there, as before');
  }
  const configurations = new AppliedConfigurations(accessTo(output.endpoint, environment), output.buckets.artifacts);
  const records = await configurations.list(stack);
  const about = { command: 'rollback verify', platform: output.platform, changes: false };
  const { hash } = await RunFolder.use(about, (run) => writeFormer(plan, output, configurations, run));
  return judgeLast(plan, lastOf(records, hash), hash);
}

/** What was applied last, or a later one that had nothing to do because what was before is what holds. */
export function lastOf(records: readonly AppliedRecord[], former: string): AppliedRecord | undefined {
  const applied = records.map(({ confirms }) => confirms === undefined).lastIndexOf(true);
  return records.slice(applied + 1).find(({ hash }) => hash === former) ?? records[applied] ?? records.at(-1);
}

/** @param former hash of what the rollback applies */
export function judgeLast(
  {
    changed,
    change_id: change,
    stack,
    rollback_id: id,
  }: Pick<RollbackPlan, 'changed' | 'change_id' | 'stack' | 'rollback_id'>,
  last: AppliedRecord | undefined,
  former: string,
): Judgement {
  if (!last) return judged([`nothing that was applied of ${stack} is kept`], '');
  if (last.hash === former) {
    const isDone = last.end?.outcome === 'done';
    const how = last.end ? 'failed half way' : 'did not come to its end';
    const again = `the apply of what was before ${how}; go on: npx lke-platform rollback run ${id}`;
    return judged(isDone ? [] : [again], 'what was before is what was applied last');
  }
  if (last.key === changed.key) {
    return judged(
      [`nothing was gone back from: the change is what was applied last. npx lke-platform rollback run ${id}`],
      '',
    );
  }
  return judged([`something else was applied since ${change}: ${idFor(last.key)}`], '');
}
