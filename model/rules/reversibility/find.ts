import { CLUSTER_AND_POOLS } from './cluster';
import { STATE_ALONE } from './common';
import { COMPUTED } from './computed';
import { HELM_RELEASES } from './helm';
import { KUBERNETES } from './kubernetes';
import { NETWORK } from './network';
import type { Direction, PlannedAction, ReversibilityRule } from './rule';
import { STORAGE } from './storage';

/** What is known of taking back, by type, action and path. */
export const REVERSIBILITY_RULES: readonly ReversibilityRule[] = [
  ...CLUSTER_AND_POOLS,
  ...NETWORK,
  ...STORAGE,
  ...KUBERNETES,
  ...HELM_RELEASES,
  ...STATE_ALONE,
];

/** What is said of what no rule knows. It is never called reversible. */
export const UNKNOWN_CHANGE: Pick<ReversibilityRule, 'id' | 'reversibility' | 'because' | 'source'> = {
  id: 'unknown',
  reversibility: 'irreversible',
  because: 'no rule knows what becomes of this when it is taken back',
  source: 'docs/guides/rollback.md',
};

/** What is said of what is imported and changed in one go. */
export const IMPORTED_AND_CHANGED: typeof UNKNOWN_CHANGE = {
  id: 'imported-and-changed',
  reversibility: 'needs-restore',
  because: 'it is forgotten as it is then: what the apply changed of it stays changed',
  source: 'Terraform, removed blocks',
};

/** One thing that a plan does. */
export interface Asked {
  readonly type: string;
  readonly action: PlannedAction;
  /** Of an update: the path of the value, in the schema. */
  readonly path?: string | undefined;
  /** Which ways the value goes, of an update. @default - not known */
  readonly directions?: readonly Direction[];
}

/** The rule that knows what becomes of it; undefined where none does. */
export function ruleFor({ type, action, path, directions = [] }: Asked): ReversibilityRule | undefined {
  const candidates = REVERSIBILITY_RULES.filter(
    (rule) =>
      rule.types.includes(type) &&
      rule.actions.includes(action) &&
      (action !== 'update' || coveredBy(rule, path) !== undefined) &&
      (rule.when === undefined || directions.includes(rule.when)),
  );
  const rank = (rule: ReversibilityRule) => 2 * (coveredBy(rule, path) ?? 0) + (rule.when === undefined ? 0 : 1);
  return candidates.sort((a, b) => rank(b) - rank(a))[0];
}

/** Length of the path of a rule that another one is below of; 0 for a rule on the whole resource. */
function coveredBy({ paths }: ReversibilityRule, path = ''): number | undefined {
  if (!paths) return 0;
  const covering = paths.filter((it) => isBelow(path, it)).map(({ length }) => length);
  return covering.length > 0 ? Math.max(...covering) : undefined;
}

const isBelow = (path: string, top: string) => path === top || path.startsWith(`${top}.`);

/** Whether nobody can set what is at a path of a resource: it follows from the rest. */
export const isComputed = (type: string, path: string) => (COMPUTED[type] ?? []).some((it) => isBelow(path, it));
