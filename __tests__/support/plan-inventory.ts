import type { PlanJson } from '../../operations/engine/plan-json';

/** A plan by the addresses of its resources and their actions. The values stand in the snapshots of the stacks. */
export function inventoryOf(plan: PlanJson) {
  return { resources: actionsOf(plan), outputs: Object.keys(plan.output_changes ?? {}) };
}

/** Addresses with the actions of a plan, but for what stays as it is. */
export function actionsOf({ resource_changes: changes = [] }: PlanJson): Record<string, string> {
  return Object.fromEntries(
    changes
      .filter(({ mode, change: { actions } }) => mode === 'managed' && !actions.includes('no-op'))
      .map(({ address, change: { actions } }) => [address, actions.join(', then ')]),
  );
}
