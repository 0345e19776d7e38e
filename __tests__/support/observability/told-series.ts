import { exporterSeries } from '../exporter-series';
import { NOW } from '../exporter-world';

const SECONDS = NOW.getTime() / 1000;

/** What an exporter said at NOW, and a minute later; empty where there is none. */
export type Scrapes = readonly [first: string, second: string];

/**
 * What an exporter says, as series of promtool with a value a minute, which go on as they began: a time of minus
 * something was that long ago at minute zero. What the second scrape does not have ends.
 */
export function toldSeries([first, second]: Scrapes): readonly { readonly series: string; readonly values: string }[] {
  const later = new Map(valuesIn(second));
  return valuesIn(first).map(([series, value]) => {
    const next = later.get(series);
    return { series, values: next === undefined ? `${value} stale` : `${value}${signed(next - value)}x200` };
  });
}

const signed = (step: number) => (step < 0 ? String(step) : `+${step}`);

function valuesIn(text: string): (readonly [series: string, value: number])[] {
  return exporterSeries(text)
    .map(({ name, labels, value }) => [name, labels, Number(value(0))] as const)
    .filter(([, , value]) => !Number.isNaN(value))
    .map(([name, labels, value]) => {
      const pairs = Object.entries(labels).map(([key, content]) => `${key}="${content}"`);
      const isTime = name.endsWith('_timestamp_seconds') && value !== 0;
      return [`${name}{${pairs.join(',')}}`, isTime ? value - SECONDS : value] as const;
    });
}
