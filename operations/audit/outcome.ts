const OUTCOME = /\.(began|done|failed)$/;

/**
 * How far an operation had come when an event of it was written, by its kind: its beginning and its end say the same of what
 * it is.
 *
 * @returns undefined for what happened at once
 */
export const outcomeOf = (kind: string): string | undefined => OUTCOME.exec(kind)?.[1];
