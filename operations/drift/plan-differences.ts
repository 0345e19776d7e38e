import type { StackId } from '../../model/naming';
import { type Difference, differencePath } from '../../model/rules/drift/difference';
import type { ChangeJson, ResourceChangeJson } from '../engine/plan-json';
import { isRecord } from '../plan-review/attribute-changes';
import type { pinsOf } from './decided/pinned';
import type { ReadPlan } from './read-plan';
import { valueDifferences } from './value-differences';

export interface PlanDifferencesProps {
  readonly stack: StackId;
  /** Which values the planned configuration decides, and with the empty path, which resources it has. */
  readonly isPinned: ReturnType<typeof pinsOf>;
}

/**
 * How the world differs from the configuration that was planned. What the configuration decides is told by the plan
 * alone: what the engine found changed since the state was written loses what a failed apply has swallowed, and invents
 * what a refused one has written. It tells what the configuration does not decide, and what a plan that failed half way
 * did not come to.
 */
export function planDifferences(plan: ReadPlan, props: PlanDifferencesProps): Difference[] {
  const planned = plan.changes.flatMap((change) => ofChange(change, props));
  const told = new Set(planned.map(differenceKey));
  const gone = new Set(planned.flatMap(({ address, path }) => (path.length === 0 ? [address] : [])));
  const isPlanned = (address: string) => !plan.errored || plan.planned.has(address);
  const drifted = plan.drift.flatMap((change) => ofDrift(change, isPlanned(change.address), props));
  return [...planned, ...drifted.filter((it) => !told.has(differenceKey(it)) && !gone.has(it.address))];
}

/** What a difference is about: two with the same key are about the same value. */
export const differenceKey = ({ stack, address, path }: Difference) => `${stack} ${address} ${differencePath(path)}`;

function ofChange({ address, mode, type, change }: ResourceChangeJson, { stack }: PlanDifferencesProps): Difference[] {
  if (mode === 'data') return [];
  const { actions } = change;
  const [creates, deletes] = [actions.includes('create'), actions.includes('delete')];
  const about = { stack, address, kind: type, origin: 'plan', ...idOf(change.before) } as const;
  // What was applied is what the plan makes of it; what is there is what it begins with.
  if (creates && !deletes) return [{ ...about, path: [], action: 'removed' }];
  if (deletes && !creates) return [{ ...about, path: [], action: 'added' }];
  if (!creates && !actions.includes('update')) return [];
  return valueDifferences({
    applied: change.after,
    there: change.before,
    appliedMarks: change.after_sensitive,
    thereMarks: change.before_sensitive,
    unknown: change.after_unknown,
    emptyBlocksMatter: isOfKubernetes(type),
    orderMatters: true,
  }).map((value) => ({ ...about, ...value, action: 'changed' }));
}

function ofDrift(
  { address, mode, type, change }: ResourceChangeJson,
  isPlanned: boolean,
  { stack, isPinned }: PlanDifferencesProps,
): Difference[] {
  if (mode === 'data') return [];
  const about = { stack, address, kind: type, origin: 'resource_drift', ...idOf(change.before) } as const;
  if (change.actions.includes('delete')) {
    return isPinned(address, []) || !isPlanned ? [{ ...about, path: [], action: 'removed' }] : [];
  }
  if (!change.actions.includes('update')) return []; // it only moved
  return sinceTheState(type, change)
    .filter(({ path }) => !isPlanned || !isPinned(address, path))
    .map((value) => ({ ...about, ...value, action: 'changed' }));
}

const sinceTheState = (type: string, { before, after, before_sensitive, after_sensitive }: ChangeJson) =>
  valueDifferences({
    applied: before,
    there: after,
    appliedMarks: before_sensitive,
    thereMarks: after_sensitive,
    unknown: undefined,
    emptyBlocksMatter: isOfKubernetes(type),
    // Of what only the provider lists, such as nodes, any order is as good.
    orderMatters: false,
  });

/** There an empty rule lets everything through, and an empty selector selects everything; none of them, nothing. */
const isOfKubernetes = (type: string) => type.startsWith('kubernetes_');

/** Id at Linode, or the UID of an object in Kubernetes. */
function idOf(values: unknown): Pick<Difference, 'id'> {
  if (!isRecord(values)) return {};
  const [metadata] = Array.isArray(values.metadata) ? (values.metadata as unknown[]) : [];
  const uid = isRecord(metadata) ? metadata.uid : undefined;
  const id = typeof uid === 'string' && uid !== '' ? uid : values.id;
  return typeof id === 'string' || typeof id === 'number' ? { id: String(id) } : {};
}
