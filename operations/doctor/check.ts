import type { Surroundings } from './surroundings';

/**
 * What a check has to say:
 *
 * - `ok`: as it should be;
 * - `warn`: a deploy is safe, but something should be fixed;
 * - `fail`: a deploy cannot work, or would be unsafe;
 * - `not-checked`: what it takes to look is missing.
 */
export type Status = 'ok' | 'warn' | 'fail' | 'not-checked';

export interface Finding {
  readonly status: Status;
  /** What is there, in words. */
  readonly found: string;
  /** How to fix it, as an order. Every finding that is not `ok` has one. */
  readonly fix?: string;
}

/** One thing to look at before a deploy. */
export interface Check {
  /** Stable, for programs. */
  readonly id: string;
  /** What it looks at, for people. */
  readonly title: string;
  /** Whether it makes something at Linode, which other checks would find. @default false */
  readonly makesSomething?: boolean;
  /** Looks. What it throws counts as `fail`. */
  run(surroundings: Surroundings): Promise<Finding> | Finding;
}

export const ok = (found: string): Finding => ({ status: 'ok', found });
export const warn = (found: string, fix: string): Finding => ({ status: 'warn', found, fix });
export const fail = (found: string, fix: string): Finding => ({ status: 'fail', found, fix });
export const notChecked = (found: string, fix: string): Finding => ({ status: 'not-checked', found, fix });
