import type { Judgement } from '../verify/check';

/** One check after a rollback. */
export interface RollbackLine extends Judgement {
  /** The stack that went back, or an environment that stands on it. */
  readonly of: string;
  /** Stable, for programs. */
  readonly name: string;
  /**
   * `rollback`: it tells whether the stack is what it was. `environment`: it tells whether all is well there, which may
   * have another cause than the change or the way back from it.
   */
  readonly about: 'rollback' | 'environment';
}

/** What checks say together. */
export interface RollbackVerdict {
  /** Whether the stack is what it was before the change. */
  readonly ledBack: boolean;
  /** Whether the environments are well; null where a part of that could not be looked at. */
  readonly healthy: boolean | null;
}

/** @param isWhole whether everything could be looked at in the environments */
export function verdictOf(lines: readonly RollbackLine[], isWhole: boolean): RollbackVerdict {
  const hasFailed = (about: RollbackLine['about']) =>
    lines.some((line) => line.about === about && line.result === 'failed');
  const isUnwell = hasFailed('environment');
  return { ledBack: !hasFailed('rollback'), healthy: isUnwell || isWhole ? !isUnwell : null };
}

/** Names of what failed, of one of both: `production nodes`. */
export const failedIn = (lines: readonly RollbackLine[], about: RollbackLine['about']): readonly string[] =>
  lines.flatMap((line) => (line.about === about && line.result === 'failed' ? [`${line.of} ${line.name}`] : []));
