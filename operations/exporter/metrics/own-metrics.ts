import { Counter, Gauge, Registry } from 'prom-client';
import { secondsOf } from './family';

/** What is told of the reading of a source. */
export interface ReadingState {
  readonly name: string;
  readonly lastSuccess: Date | undefined;
  readonly errors: number;
  readonly seconds: number;
}

/** Metrics of the exporter itself: they are there whatever happens to the store. */
export function ownMetrics(version: string, states: readonly ReadingState[]): Registry {
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ['source'];
  new Gauge({
    name: 'lke_platform_exporter_build_info',
    help: 'Version of the exporter.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const lastSuccess = new Gauge({
    name: 'lke_platform_exporter_last_success_timestamp_seconds',
    help: 'When a source was read whole for the last time; 0 before the first. Nothing is told of one that cannot be read.',
    labelNames,
    registers,
  });
  const errors = new Counter({
    name: 'lke_platform_exporter_read_errors_total',
    help: 'How often a source could not be read.',
    labelNames,
    registers,
  });
  const seconds = new Gauge({
    name: 'lke_platform_exporter_read_duration_seconds',
    help: 'How long the last reading of a source took.',
    labelNames,
    registers,
  });
  for (const state of states) {
    const labels = { source: state.name };
    lastSuccess.set(labels, secondsOf(state.lastSuccess) ?? 0);
    errors.inc(labels, state.errors);
    seconds.set(labels, state.seconds);
  }
  return registry;
}
