import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { until } from '../until';
import { localAgent, localGateway } from './collectors';
import { LogReceiver } from './log-receiver';
import { start, type Running } from './process';
import { PROGRAMS } from './programs';

/** A line as containerd writes it: what a container wrote whole (F), or a part of it (P). */
export const criLine = (text: string | Buffer, part: 'F' | 'P' = 'F', stream: 'stdout' | 'stderr' = 'stdout'): Buffer =>
  Buffer.concat([Buffer.from(`${new Date().toISOString()} ${stream} ${part} `), Buffer.from(text), Buffer.from('\n')]);

/** Files of logs as on a node, an agent that reads them, a gateway, and what stands in for Loki behind it. */
export class LogBench {
  readonly loki = new LogReceiver();
  private readonly logs: string;
  /** Where applications send to. */
  otlp = '';
  /** Where the gateway tells of itself. */
  ownMetrics = '';
  private gateway: Running | undefined;
  private agent: Running | undefined;

  constructor(private readonly folder: string) {
    this.logs = join(folder, 'pods');
  }

  async start(): Promise<void> {
    const ports = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
    const [applications, agents, health, metrics, agentHealth] = ports;
    this.write('gateway', localGateway({ applications, agents, health, metrics, loki: await this.loki.start() }));
    this.otlp = `http://127.0.0.1:${applications}`;
    this.ownMetrics = `http://127.0.0.1:${metrics}/metrics`;
    this.gateway = start(PROGRAMS.otelcol, ['--config', this.fileOfCollector('gateway')], this.folder);
    const checkpoints = join(this.folder, 'checkpoints');
    this.write(
      'agent',
      localAgent({ logs: this.logs, checkpoints, gateway: `127.0.0.1:${agents}`, health: agentHealth }),
    );
    mkdirSync(this.logs);
    this.startAgent();
  }

  async stop(): Promise<void> {
    await this.stopAgent();
    await this.gateway?.stop();
    await this.loki.stop();
  }

  startAgent(): void {
    this.agent = start(PROGRAMS.otelcol, ['--config', this.fileOfCollector('agent')], this.folder);
  }

  /** @param signal SIGTERM by default */
  async stopAgent(signal?: NodeJS.Signals): Promise<void> {
    await this.agent?.stop(signal);
  }

  /** Where the kubelet writes what the first start of a container says. @param pod a number, or a name */
  fileOf(namespace: string, pod: string, container: string): string {
    const uid = `0b6c5d4e-0000-4000-8000-${pod.replace(/\D/g, '').padStart(12, '0')}`;
    const place = join(this.logs, `${namespace}_${pod}_${uid}`, container);
    mkdirSync(place, { recursive: true });
    return join(place, '0.log');
  }

  /** What arrived of a pod, in the order in which it did. */
  linesOf = (pod: string): string[] =>
    this.loki.received.filter(({ resource }) => resource['k8s.pod.name'] === pod).map(({ body }) => body);

  /** Writes `line 0`, `line 1` and so on. */
  say(file: string, from: number, to: number): void {
    for (let number = from; number < to; number++) appendFileSync(file, criLine(`line ${number}`));
  }

  /** The lines before a number that have not arrived. */
  missing(pod: string, to: number): string[] {
    const arrived = new Set(this.linesOf(pod));
    return Array.from({ length: to }, (_, number) => `line ${number}`).filter((text) => !arrived.has(text));
  }

  arrives = (pod: string, lines = 1): Promise<void> => until(() => Promise.resolve(this.linesOf(pod).length >= lines));

  private fileOfCollector = (name: string) => join(this.folder, `${name}.yaml`);
  private write = (name: string, configuration: unknown) =>
    writeFileSync(this.fileOfCollector(name), JSON.stringify(configuration));
}
