/** A metric with its samples: a gauge, as the exporter sees it. Names have the prefix that all share. */
export interface Family<Label extends string = string> {
  /** Follows https://prometheus.io/docs/practices/naming: the base unit at the end, such as `_timestamp_seconds`. */
  readonly name: `lke_platform_${string}`;
  /** What it tells, as a sentence with its end. */
  readonly help: string;
  readonly labels: readonly Label[];
  readonly samples: readonly Sample<Label>[];
}

export interface Sample<Label extends string = string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** Seconds since 1970 of an ISO 8601 time, or of a date; undefined for anything else. */
export function secondsOf(time: string | Date | undefined | null): number | undefined {
  if (time === undefined || time === null) return undefined;
  const seconds = new Date(time).getTime() / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** A sample, or none where there is no value. */
export const sampleOf = <Label extends string>(
  labels: Readonly<Record<Label, string>>,
  value: number | undefined,
): Sample<Label>[] => (value === undefined ? [] : [{ labels, value }]);

/** One sample for each of several states: 1 for the one that holds, and 0. */
export const stateSamples = <Label extends string, State extends string>(
  labels: Readonly<Record<Label, string>>,
  label: string,
  states: readonly State[],
  current: State,
): Sample[] => states.map((state) => ({ labels: { ...labels, [label]: state }, value: state === current ? 1 : 0 }));
