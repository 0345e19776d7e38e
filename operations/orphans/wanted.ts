import type { StackId } from '../../model/naming';
import type { PlanJson } from '../engine/plan-json';
import { type Attributes, thingOf } from './kinds';
import type { Thing } from './thing';

/** Something that a plan would make. */
export interface Wanted extends Pick<Thing, 'type' | 'name'> {
  readonly stack: StackId;
  readonly address: string;
}

/** What a plan would make anew. What it replaces is in the state, and what it imports is taken over already. */
export function wantedBy(stack: StackId, { resource_changes: changes = [] }: PlanJson): Wanted[] {
  return changes.flatMap(({ address, type, mode, change: { actions, after, importing } }) => {
    if (mode !== 'managed' || importing || actions.join() !== 'create') return [];
    const thing = thingOf(type, (after ?? {}) as Attributes);
    return thing ? [{ stack, address, type, name: thing.name }] : [];
  });
}
