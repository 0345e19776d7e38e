/** When an alert has to fire, and what is so near to it that it must not. */
export interface AlertCase {
  readonly alert: string;
  /** Minutes between two values, and between two evaluations. @default 1 */
  readonly step?: number;
  /** Series as promtool takes them, one value a step. */
  readonly fires: readonly (readonly [series: string, values: string])[];
  readonly quiet: readonly (readonly [series: string, values: string])[];
  /** Minute at which it has to fire. */
  readonly at: number;
  /** Labels that it has beside severity. */
  readonly labels: Readonly<Record<string, string>>;
}

export const always = (value: number | string, minutes = 200) => `${value}x${minutes}`;
/** Times are counted from zero: a time of minus something was that long ago. */
export const ago = (seconds: number) => always(-seconds);
export const DAY = 86_400;
export const production = { environment: 'production' };
export const system = { environment: 'system' };
