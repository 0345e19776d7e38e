import { setTimeout as sleep } from 'node:timers/promises';
import { Exporter, type ExporterProps } from './exporter';
import { ExporterServer } from './server';

export interface RunExporterProps extends ExporterProps {
  /** Address to listen at, such as `0.0.0.0`. */
  readonly host: string;
  /** @default - 0 takes any that is free */
  readonly port: number;
}

/** Time for requests that are there when it has to stop. */
const GRACE_MS = 5_000;

/**
 * Serves the metrics of a platform until it is told to stop, and reads the buckets once an interval.
 *
 * @param onListening told the port
 * @throws {Error} when the address is taken
 */
export async function runExporter(
  { host, port, ...props }: RunExporterProps,
  signal: AbortSignal,
  onListening: (port: number) => void = () => undefined,
): Promise<void> {
  const exporter = new Exporter(props);
  const server = new ExporterServer(exporter);
  onListening(await server.listen(port, host));
  try {
    await readUntil(exporter, props.intervalMs, signal);
  } finally {
    await server.close(GRACE_MS);
  }
}

async function readUntil(exporter: Exporter, intervalMs: number, signal: AbortSignal): Promise<void> {
  // What hangs does not keep the process from its end.
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  while (!signal.aborted) {
    const next = performance.now() + intervalMs;
    await Promise.race([exporter.read(signal), stopped]);
    await sleep(Math.max(0, next - performance.now()), undefined, { signal }).catch(() => undefined);
  }
}
