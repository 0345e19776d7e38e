import { Gauge, Registry } from 'prom-client';
import type { Family } from './family';

/** A registry that holds these metrics, as they are now. */
export function registryOf(families: readonly Family[]): Registry {
  const registry = new Registry();
  for (const { name, help, labels, samples } of families) {
    const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
    for (const sample of samples) gauge.set({ ...sample.labels }, sample.value);
  }
  return registry;
}
