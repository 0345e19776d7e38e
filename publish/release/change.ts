/** Part of a version that a change raises, the weightiest first. */
export const LEVELS = ['major', 'minor', 'patch'] as const;
export type Level = (typeof LEVELS)[number];

/** A difference between the interfaces of two versions. */
export interface Change {
  readonly level: Level;
  /** What changed, for the changelog. */
  readonly text: string;
}

/** A difference that breaks callers. */
export const major = (text: string): Change => ({ level: 'major', text });

/** A difference that callers need not do anything about. */
export const minor = (text: string): Change => ({ level: 'minor', text });

/** The weightiest of some levels; undefined for none. */
export const weightiest = (levels: readonly Level[]): Level | undefined =>
  LEVELS.find((level) => levels.includes(level));
