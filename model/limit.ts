/** Limits of a text. Modules print the pattern, so it stays within RE2 (no look-around, no back-references). */
export interface TextLimit {
  /** Anchored at both ends. */
  readonly pattern: RegExp;
  /** Shortest length in characters. */
  readonly min: number;
  /** Longest length in characters. */
  readonly max: number;
  /** Texts that may not occur in it. @default - none */
  readonly without?: readonly string[];
  /** What is allowed, in words. */
  readonly allowed: string;
  /** Where the rule comes from. */
  readonly source: string;
}

/** Limits of a whole number, both ends included. */
export interface NumberLimit {
  readonly min: number;
  readonly max: number;
  readonly allowed: string;
  readonly source: string;
}

/** Whether a text keeps to a limit. */
export const fits = ({ pattern, min, max, without = [] }: TextLimit, value: string) =>
  value.length >= min && value.length <= max && pattern.test(value) && !without.some((part) => value.includes(part));

/** A limit that says its lengths in words. */
export const text = (pattern: RegExp, min: number, max: number, allowed: string, source: string): TextLimit => ({
  pattern,
  min,
  max,
  allowed: `${allowed}, ${min} to ${max} characters`,
  source,
});

/** A limit that says its range in words. */
export const whole = (min: number, max: number, what: string, source: string): NumberLimit => ({
  min,
  max,
  allowed: `a whole number of ${what} from ${min} to ${max}`,
  source,
});
