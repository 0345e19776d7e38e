import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { until } from '../until';
import { start } from './process';
import type { Rendered } from './rendered';

/** What of a Prometheus resource of the operator is read here. */
interface PrometheusSpec {
  readonly enableFeatures?: readonly string[];
  readonly enableOTLPReceiver?: boolean;
  readonly additionalArgs?: readonly { readonly name: string; readonly value?: string }[];
  readonly exemplars?: { readonly maxSize: number };
  readonly tsdb?: { readonly outOfOrderTimeWindow: string };
}

/** The flags that the operator gives its pod for what the spec says of OTLP and exemplars. */
function flagsOf({ enableFeatures = [], enableOTLPReceiver, additionalArgs = [] }: PrometheusSpec): string[] {
  return [
    ...(enableFeatures.length > 0 ? [`--enable-feature=${enableFeatures.join(',')}`] : []),
    ...(enableOTLPReceiver ? ['--web.enable-otlp-receiver'] : []),
    ...additionalArgs.map(({ name, value }) => (value ? `--${name}=${value}` : `--${name}`)),
  ];
}

/** A Prometheus that is told what a chart tells it. */
export interface PrometheusOfChart {
  /** host and port */
  readonly address: string;
  readonly stop: () => Promise<void>;
  /** What a query answers now. */
  readonly query: (
    expr: string,
  ) => Promise<{ readonly metric: Readonly<Record<string, string>>; readonly value: number }[]>;
}

/** Starts it, empty. @param spec of the Prometheus resource of the chart */
export async function startPrometheus(
  program: string,
  spec: Rendered['spec'],
  folder: string,
): Promise<PrometheusOfChart> {
  const told = spec as unknown as PrometheusSpec;
  const config = join(folder, 'prometheus.yml');
  const storage = {
    ...(told.exemplars && { exemplars: { max_exemplars: told.exemplars.maxSize } }),
    ...(told.tsdb && { tsdb: { out_of_order_time_window: told.tsdb.outOfOrderTimeWindow } }),
  };
  writeFileSync(config, JSON.stringify({ storage }));
  const address = `127.0.0.1:${await freePort()}`;
  const places = [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const running = start(program, [...places, `--web.listen-address=${address}`, ...flagsOf(told)], folder);
  await until(async () => (await fetch(`http://${address}/-/ready`).catch(() => undefined))?.ok === true);
  return {
    address,
    stop: () => running.stop(),
    query: async (expr) => {
      const answer = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(expr)}`);
      const { data } = (await answer.json()) as {
        data: { result: { metric: Record<string, string>; value: [number, string] }[] };
      };
      return data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
    },
  };
}
