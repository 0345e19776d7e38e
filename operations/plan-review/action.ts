import type { ResourceChangeJson } from '../engine/plan-json';
import type { Action } from './change';

/** What a plan does to a resource; undefined for nothing. */
export function actionOf({
  mode,
  change: { actions, importing },
  previous_address: moved,
}: ResourceChangeJson): Action | undefined {
  if (mode === 'data') return undefined;
  if (actions.includes('create') && actions.includes('delete')) return 'replace';
  if (actions.includes('create')) return 'create';
  if (actions.includes('delete')) return 'destroy';
  if (actions.includes('forget')) return 'forget';
  if (actions.includes('update')) return 'update';
  if (importing) return 'import';
  return moved === undefined ? undefined : 'move';
}
