import type { StackId } from '../../../model/naming';
import type { ChangeJson, ResourceChangeJson } from '../../engine/plan-json';
import type { CheckedStack } from '../check-stack';
import { maskedValue } from '../masked-value';

/** What is published of the plan of one stack. */
export interface PublishedPlan {
  readonly stack: StackId;
  readonly about: Readonly<Record<string, unknown>>;
  readonly unchanged: number;
  readonly resource_changes: readonly object[];
  readonly resource_drift: readonly object[];
}

/**
 * The plan of a stack as it is published: these sections and no other, with everything masked that is marked, named or
 * shaped like a secret. The engine's own marks do not cover a plan: variables and configuration hold values unmasked.
 */
export function publishedPlan({ stack, plan }: CheckedStack): PublishedPlan | undefined {
  if (!plan) return undefined;
  const { about, unchanged, changes, drift } = plan;
  return {
    stack,
    about,
    unchanged,
    resource_changes: changes.map(publishedChange),
    resource_drift: drift.map(publishedChange),
  };
}

function publishedChange(resource: ResourceChangeJson): object {
  const { address, previous_address, mode, type, action_reason, change } = resource;
  return {
    address,
    ...(previous_address !== undefined && { previous_address }),
    mode,
    type,
    ...(action_reason !== undefined && { action_reason }),
    change: publishedValues(change),
  };
}

function publishedValues(change: ChangeJson): object {
  const { actions, before, after, after_unknown, before_sensitive, after_sensitive, replace_paths } = change;
  return {
    actions,
    before: maskedValue(before, before_sensitive) ?? null,
    after: maskedValue(after, after_sensitive) ?? null,
    after_unknown: after_unknown ?? {},
    ...(replace_paths && { replace_paths }),
  };
}
