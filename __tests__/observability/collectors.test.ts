import { spawnSync } from 'node:child_process';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALERTS } from '../../model/rules/alerts/all';
import { configurationOf, gatewayOf, withoutEvents } from '../support/observability/collectors';
import { criLine, LogBench } from '../support/observability/log-bench';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

const LOGS_NOT_ARRIVING = ALERTS.find(({ alert }) => alert === 'LogsNotArriving')!.expr;

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
    expect(validate(withoutEvents(configurationOf(release)))).toEqual({ status: 0, stderr: '' });
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('of a gateway are valid with Loki %s and Tempo %s', (loki, tempo) => {
    const configuration = withoutEvents(gatewayOf({ loki, tempo }));

    expect(validate(configuration)).toEqual({ status: 0, stderr: '' });
    expect(Object.keys(configuration.exporters)).toHaveLength(1 + Number(loki) + Number(tempo));
  });

  it('would be refused where a pipeline names what is not there', () => {
    const configuration = withoutEvents(configurationOf('log_agent'));
    configuration.service.pipelines.logs!.receivers = ['otlp'];

    expect(validate(configuration)).toMatchObject({ status: 1 });
  });
});

onPrograms('otelcol')('logs of pods', () => {
  const bench = new LogBench(temporaryFolder());
  const { loki, linesOf } = bench;
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());

  it('arrive with namespace, pod and container, at the tenant of their environment', async () => {
    appendFileSync(bench.fileOf('env-production', '1', 'web'), criLine('hello'));
    appendFileSync(bench.fileOf('argocd', '2', 'server'), criLine('synced'));

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

  it('that an application sends do not arrive at the environment that it says it is', async () => {
    const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
    const attributes = [
      attribute('k8s.namespace.name', 'env-production'),
      attribute('k8s_namespace_name', 'env-production'),
      attribute('service.name', 'shop'),
    ];
    const logRecords = [{ body: { stringValue: 'by otlp' } }];
    const body = { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }] };
    const headers = { 'content-type': 'application/json' };
    await until(async () =>
      fetch(`${bench.otlp}/v1/logs`, { method: 'POST', headers, body: JSON.stringify(body) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    await until(() => Promise.resolve(loki.received.some((it) => it.body === 'by otlp')));

    const { tenant, resource } = loki.received.find((it) => it.body === 'by otlp')!;
    // Nothing tells the gateway of pods here, so that it is of no environment.
    expect({ tenant, resource }).toEqual({ tenant: 'platform', resource: { 'service.name': 'shop' } });
  });

  it('are whole where the runtime cut a line in two', async () => {
    const file = bench.fileOf('env-staging', '3', 'web');
    appendFileSync(file, Buffer.concat([criLine('one-', 'P'), criLine('line')]));

    await bench.arrives('3');

    expect(linesOf('3')).toEqual(['one-line']);
  });

  it('leave out what the agents say themselves', async () => {
    appendFileSync(bench.fileOf('monitoring', 'log-agent-x2x4z', 'opentelemetry-collector'), criLine('failed'));
    appendFileSync(bench.fileOf('monitoring', '4', 'loki'), criLine('flushed'));

    await bench.arrives('4');

    expect(linesOf('log-agent-x2x4z')).toEqual([]);
  });

  it('are not lost while the agent restarts and a file is rotated meanwhile', async () => {
    const file = bench.fileOf('env-production', '5', 'web');
    bench.say(file, 0, 200);
    await bench.arrives('5');
    await bench.stopAgent();
    bench.say(file, 200, 300);
    renameSync(file, `${file}.20261128-101500`);
    bench.say(file, 300, 400);
    bench.startAgent();
    bench.say(file, 400, 500);

    await until(() => Promise.resolve(bench.missing('5', 500).length === 0));

    expect(bench.missing('5', 500)).toEqual([]);
  });

  it('are not lost while Loki is away and the agent is restarted before it is back', async () => {
    const file = bench.fileOf('env-production', '6', 'web');
    loki.refuses = true;
    bench.say(file, 0, 300);
    await sleep(1500);
    await bench.stopAgent();
    bench.startAgent();
    bench.say(file, 300, 400);
    loki.refuses = false;

    await until(() => Promise.resolve(bench.missing('6', 400).length === 0));

    expect(bench.missing('6', 400)).toEqual([]);
  });

  it('are counted by the gateway as the alert about their absence counts them', async () => {
    const metrics = await (await fetch(bench.ownMetrics)).text();
    const [, name, exporters] = /(otelcol_\w+)\{exporter=~"([^"]+)"\}/.exec(LOGS_NOT_ARRIVING) ?? [];
    const counted = metrics.split('\n').filter((line) => line.startsWith(`${name}{`));
    const sent = counted.map((line) => /exporter="([^"]+)"/.exec(line)?.[1] ?? '');

    expect(sent).toContain('otlp_http/loki-env-production');
    expect(sent.every((exporter) => new RegExp(`^(?:${exporters})$`).test(exporter))).toBe(true);
  });
});
