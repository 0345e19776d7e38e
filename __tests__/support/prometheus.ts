import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { PROMETHEUS_FOLDER, promtool } from './promtool';
import { temporaryFolder } from './temporary-folder';

const PROGRAM = join(PROMETHEUS_FOLDER, 'prometheus');

/** `describe` for what asks a real Prometheus; without it such tests are reported as skipped. */
export const onPrometheus =
  existsSync(PROGRAM) && existsSync(join(PROMETHEUS_FOLDER, 'promtool')) ? describe : describe.skip;

/** One sample of an answer. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus that scrapes nothing and holds what a test gives it. */
export class LoadedPrometheus {
  private constructor(
    private readonly address: string,
    readonly stop: () => Promise<void>,
  ) {}

  /** @param openMetrics samples with their times, as text of OpenMetrics */
  static async start(openMetrics: string): Promise<LoadedPrometheus> {
    const folder = temporaryFolder();
    const [input, config, data] = ['samples.txt', 'prometheus.yml', 'data'].map((name) => join(folder, name));
    writeFileSync(input!, openMetrics);
    writeFileSync(config!, '{}');
    const made = promtool(['tsdb', 'create-blocks-from', 'openmetrics', input!, data!]);
    if (made.code !== 0) throw new Error(made.output);
    const port = await freePort();
    const server = spawn(
      PROGRAM,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--storage.tsdb.retention.time=36500d',
      ],
      { stdio: 'ignore' },
    );
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    const prometheus = new LoadedPrometheus(`http://127.0.0.1:${port}`, async () => {
      server.kill();
      await ended;
    });
    while (!(await prometheus.isReady())) {
      if (server.exitCode !== null) throw new Error('Prometheus did not start');
      await sleep(100);
    }
    return prometheus;
  }

  /** The answer to a query as of a time. @throws {Error} what Prometheus says is wrong with it */
  async query(expr: string, at: Date): Promise<Sample[]> {
    const parameters = new URLSearchParams({ query: expr, time: at.toISOString() });
    const answer = await fetch(`${this.address}/api/v1/query?${parameters.toString()}`);
    const { data, error } = (await answer.json()) as {
      error?: string;
      data?: { result: { metric: Record<string, string>; value: [number, string] }[] };
    };
    if (!data) throw new Error(`${error}: ${expr}`);
    return data.result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
  }

  private async isReady(): Promise<boolean> {
    return (await fetch(`${this.address}/-/ready`).catch(() => undefined))?.ok === true;
  }
}

/** A series over the last hour, a sample every half a minute. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** @param seconds since the first sample */
  readonly value: (seconds: number) => number;
}

const STEP_SECONDS = 30;
const HOUR_SECONDS = 3600;

/** Series as OpenMetrics writes them: all samples of a metric together. @param end time of the last samples */
export function openMetricsOf(series: readonly Series[], end: Date): string {
  const last = end.getTime() / 1000;
  const names = [...new Set(series.map(({ name }) => name))];
  const lines = names.flatMap((name) =>
    series
      .filter((it) => it.name === name)
      .flatMap(({ labels, value }) => {
        const text = Object.entries(labels).map(([key, content]) => `${key}=${JSON.stringify(content)}`);
        return Array.from({ length: HOUR_SECONDS / STEP_SECONDS + 1 }, (_, index) => {
          const seconds = index * STEP_SECONDS;
          return `${name}{${text.join(',')}} ${value(seconds)} ${last - HOUR_SECONDS + seconds}`;
        });
      }),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}
