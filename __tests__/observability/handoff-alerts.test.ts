import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerConfiguration } from '../../model/derive/alerting/alertmanager';
import { handoffReceiverOf } from '../../model/derive/alerting/handoff-receiver';
import { STATUS_KIND } from '../../model/lifecycle/record';
import { lastChange } from '../../operations/lifecycle/history';
import { servicePlatform, serviceWorld, type ServiceWorld } from '../support/handoff/service';
import { freePort } from '../support/free-port';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { type Running, start } from '../support/observability/process';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

const MADE = { ...{ kind: STATUS_KIND, why: null }, actor: { name: 'jane', provenBy: 'linode-profile' } } as const;

/** The configuration that a platform gets, told to a real Alertmanager; the service and its ledger are in memory. */
onPrograms('alertmanager')('an alert, by a real Alertmanager and the hand-off service', () => {
  const folder = temporaryFolder();
  const token = join(folder, 'token');
  let world: ServiceWorld;
  let alertmanager: Running;
  let port: number;
  const statusOf = async () => (await lastChange(world.ledger, 'production'))?.to;
  const fire = async (labels: Readonly<Record<string, string>>) => {
    const send = () =>
      fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels }]),
      }).then(({ ok }) => ok);
    await until(() => send().catch(() => false));
  };
  const answers = () => world.lines.filter((line) => line.includes('tellAlerts'));

  beforeAll(async () => {
    const servicePort = await freePort();
    const platform = servicePlatform();
    const service = platform.handoffService && {
      ...platform.handoffService,
      ...{ address: `http://127.0.0.1:${servicePort}`, service: undefined },
    };
    world = await serviceWorld({ platform: { ...platform, handoffService: service } });
    await world.server.listen({ host: '127.0.0.1', port: servicePort });
    await world.ledger.append('production', {
      ...{ ...MADE, what: 'provisioning → ready' },
      details: { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' },
    });
    const configuration = JSON.stringify(alertmanagerConfiguration({}, { handoff: handoffReceiverOf(service) }))
      .replace('/var/run/secrets/handoff/token', token)
      .replace('"group_wait":"30s"', '"group_wait":"1s"')
      .replace('"group_interval":"30s"', '"group_interval":"1s"');
    writeFileSync(join(folder, 'alertmanager.yaml'), configuration);
    writeFileSync(token, 'token-of-stranger');
    port = await freePort();
    alertmanager = start(
      PROGRAMS.alertmanager,
      [
        ...[`--config.file=${join(folder, 'alertmanager.yaml')}`, `--storage.path=${join(folder, 'data')}`],
        ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
      ],
      folder,
    );
  });
  afterAll(async () => {
    await alertmanager.stop();
    await world.server.close();
  });

  it('with the token of somebody else opens nothing', async () => {
    await fire({ alertname: 'NodeNotReady', severity: 'critical', environment: 'staging' });
    await until(() => Promise.resolve(answers().some((line) => line.includes('403'))));

    expect(await statusOf()).toBe('ready');
  });

  it('of no severity that counts, or a twin, degrades nothing; a critical one degrades its environment', async () => {
    writeFileSync(token, 'token-of-alertmanager');
    await fire({ alertname: 'PodsRestart', severity: 'warning', namespace: 'env-production' });
    await until(() => Promise.resolve(answers().some((line) => line.includes('200'))));
    expect(await statusOf()).toBe('ready');

    await fire({ alertname: 'PodsWait', severity: 'critical', namespace: 'env-production' });
    await until(async () => (await statusOf()) === 'degraded');
  });
});
