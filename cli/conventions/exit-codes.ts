/** How a command ends, the same for every command. */
export const exitCode = {
  /** The command did what it was asked and found nothing to report. */
  fine: 0,

  /** Something went wrong, or the command refused: wrong usage, a wrong platform file, an unmet condition. */
  error: 1,

  /** The command worked and found something: changes, drift, a stale or overdue item, an unsafe step. */
  found: 2,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
