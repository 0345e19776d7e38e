import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildable, configurationOf, localAgent, localGateway } from '../support/observability/collectors';
import { LogReceiver } from '../support/observability/log-receiver';
import { freePort } from '../support/free-port';
import { start, type Running } from '../support/observability/process';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

const write = (folder: string, name: string, configuration: unknown) => {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, JSON.stringify(configuration));
  return file;
};

onPrograms('otelcol')('the configurations of the collectors', () => {
  const validate = (configuration: unknown) => {
    const file = write(temporaryFolder(), 'collector', configuration);
    const { status, stderr } = spawnSync(PROGRAMS.otelcol, ['validate', '--config', file], { encoding: 'utf8' });
    return { status, stderr };
  };

  it.each(['opentelemetry_collector', 'log_agent'] as const)('of %s are valid', (release) => {
    expect(validate(buildable(configurationOf(release)))).toEqual({ status: 0, stderr: '' });
  });

  it('would be refused where a pipeline names what is not there', () => {
    const configuration = buildable(configurationOf('log_agent'));
    configuration.service.pipelines.logs!.receivers = ['otlp'];

    expect(validate(configuration)).toMatchObject({ status: 1 });
  });
});

onPrograms('otelcol')('logs of pods', () => {
  const folder = temporaryFolder();
  const logs = join(folder, 'pods');
  const loki = new LogReceiver();
  let gateway: Running;
  let agentFile: string;
  const agents: Running[] = [];
  const startAgent = () => agents.push(start(PROGRAMS.otelcol, ['--config', agentFile], folder));
  const stopAgent = (signal?: NodeJS.Signals) => agents.at(-1)!.stop(signal);

  /** A line as containerd writes it. */
  const line = (text: string, part: 'F' | 'P' = 'F') => `${new Date().toISOString()} stdout ${part} ${text}\n`;
  const fileOf = (namespace: string, pod: string, container: string) => {
    const place = join(logs, `${namespace}_${pod}_0b6c5d4e-0000-4000-8000-${pod.padStart(12, '0')}`, container);
    mkdirSync(place, { recursive: true });
    return join(place, '0.log');
  };
  const say = (file: string, from: number, to: number) => {
    for (let number = from; number < to; number++) appendFileSync(file, line(`line ${number}`));
  };
  const linesOf = (pod: string) =>
    loki.received.filter(({ resource }) => resource['k8s.pod.name'] === pod).map(({ body }) => body);
  const all = (to: number) => Array.from({ length: to }, (_, number) => `line ${number}`);
  const missing = (pod: string, to: number) => all(to).filter((text) => !linesOf(pod).includes(text));

  beforeAll(async () => {
    const [otlp, health, agentHealth] = await Promise.all([freePort(), freePort(), freePort()]);
    const gatewayFile = write(folder, 'gateway', localGateway({ otlp, health, loki: await loki.start() }));
    gateway = start(PROGRAMS.otelcol, ['--config', gatewayFile], folder);
    agentFile = write(
      folder,
      'agent',
      localAgent({ logs, checkpoints: join(folder, 'checkpoints'), gateway: `127.0.0.1:${otlp}`, health: agentHealth }),
    );
    mkdirSync(logs);
    startAgent();
  });
  afterAll(async () => {
    await stopAgent();
    await gateway.stop();
    await loki.stop();
  });

  it('arrive with namespace, pod and container, at the tenant of their environment', async () => {
    appendFileSync(fileOf('env-production', '1', 'web'), line('hello'));
    appendFileSync(fileOf('argocd', '2', 'server'), line('synced'));

    await until(() => Promise.resolve(loki.received.length >= 2));

    const labels = (namespace: string, pod: string, container: string) => ({
      'k8s.namespace.name': namespace,
      'k8s.pod.name': pod,
      'k8s.container.name': container,
    });
    const sorted = [...loki.received].sort((a, b) => a.body.localeCompare(b.body));
    expect(sorted).toMatchObject([
      { tenant: 'env-production', body: 'hello', resource: labels('env-production', '1', 'web') },
      { tenant: 'platform', body: 'synced', resource: labels('argocd', '2', 'server') },
    ]);
  });

  it('are whole where the runtime cut a line in two', async () => {
    const file = fileOf('env-staging', '3', 'web');
    appendFileSync(file, line('one-', 'P') + line('line'));

    await until(() => Promise.resolve(linesOf('3').length > 0));

    expect(linesOf('3')).toEqual(['one-line']);
  });

  it('leave out what the agents say themselves', async () => {
    appendFileSync(fileOf('monitoring', 'log-agent-x2x4z', 'opentelemetry-collector'), line('failed'));
    appendFileSync(fileOf('monitoring', '4', 'loki'), line('flushed'));

    await until(() => Promise.resolve(linesOf('4').length > 0));

    expect(linesOf('log-agent-x2x4z')).toEqual([]);
  });

  it('are not lost while the agent restarts and a file is rotated meanwhile', async () => {
    const file = fileOf('env-production', '5', 'web');
    say(file, 0, 200);
    await until(() => Promise.resolve(linesOf('5').length > 0));
    await stopAgent();
    say(file, 200, 300);
    renameSync(file, `${file}.20261128-101500`);
    say(file, 300, 400);
    startAgent();
    say(file, 400, 500);

    await until(() => Promise.resolve(missing('5', 500).length === 0));

    expect(missing('5', 500)).toEqual([]);
  });

  it('are not lost while Loki is away and the agent is restarted before it is back', async () => {
    const file = fileOf('env-production', '6', 'web');
    loki.refuses = true;
    say(file, 0, 300);
    await sleep(1500);
    await stopAgent();
    startAgent();
    say(file, 300, 400);
    loki.refuses = false;

    await until(() => Promise.resolve(missing('6', 400).length === 0));

    expect(missing('6', 400)).toEqual([]);
  });
});
