import type { Catalogue } from '../catalogue/catalogue';
import type { PlatformDraft } from '../draft';
import type { Path } from '../problem';

/** What a rule found wrong at one place of the file. */
export interface RuleProblem {
  /** What is wrong, in words. */
  readonly what: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  /** How to fix it, as an order. */
  readonly fix: string;
  /** @default - the text at the place */
  readonly given?: string;
  /** @default 'error' */
  readonly severity?: 'error' | 'warning';
}

/** Reports something wrong at a place of the file. */
export type Report = (path: Path, problem: RuleProblem) => void;

/** A rule between values of the file. Rules of a single value stand in the schema. */
export interface Rule {
  /** Stable id, in reports and waivers. */
  readonly id: string;
  /** What holds, as a sentence without its end. */
  readonly about: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** Looks at what is right by the schema; what is missing is not its business. */
  check(draft: PlatformDraft, report: Report, catalogue: Catalogue): void;
}
