import type { EnvironmentVariables } from '../../model/environment-variables';
import { accessTo } from '../deploy/bucket-access';
import type { ExporterPlace } from './place';
import { runExporter } from './run-exporter';
import type { ExporterSettings } from './settings';

export interface ServeProps {
  readonly settings: ExporterSettings;
  readonly place: ExporterPlace;
  readonly version: string;
  readonly environment: EnvironmentVariables;
  readonly log: (line: string) => void;
}

/** A store that does not answer is told of soon, and asked again in the next reading. */
const STORE_LIMITS = { timeoutMs: 15_000, attempts: 2 };
const PART_TIMEOUT_MS = 2_000;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Serves metrics until a signal ends it.
 *
 * @throws {Error} when no key of the buckets is set, or the address is taken
 */
export async function serveMetrics({ settings, place, version, environment, log }: ServeProps): Promise<void> {
  const s3 = accessTo(place.endpoint, environment, STORE_LIMITS);
  const end = new AbortController();
  const stop = () => {
    log('stopping');
    end.abort();
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    const { host, port, intervalMs, parts } = settings;
    const about = { place, s3, parts, version, intervalMs, partTimeoutMs: PART_TIMEOUT_MS, log };
    await runExporter({ ...about, host, port }, end.signal, (taken) => {
      log(`listening at ${host}:${taken}; reads ${Object.values(place.buckets).join(', ')}`);
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    s3.destroy();
  }
}
