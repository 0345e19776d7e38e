import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerConfiguration } from '../../model/derive/alerting/alertmanager';
import { receiverOf } from '../../model/derive/alerting/channel';
import { handoffReceiverOf } from '../../model/derive/alerting/handoff-receiver';
import { routesOfFile } from '../../model/derive/alerting/routes';
import { onPrograms, PROGRAMS } from '../support/observability/programs';
import { exampleData, platformOf } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

onPrograms('amtool')('the routes of the example', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'alertmanager.yaml');
  const { observability, handoffService } = platformOf(exampleData());
  const configuration = alertmanagerConfiguration(routesOfFile(observability), {
    smtp: observability.smtp,
    handoff: handoffReceiverOf(handoffService),
  });
  const text = JSON.stringify(configuration);
  beforeAll(() => writeFileSync(file, text));

  const amtool = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(PROGRAMS.amtool, args, { encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };
  const verify = (receivers: string, ...labels: string[]) =>
    amtool('config', 'routes', 'test', '--config.file', file, `--verify.receivers=${receivers}`, ...labels);

  it('are a configuration that Alertmanager takes', () => {
    expect(amtool('check-config', file)).toMatchObject({
      status: 0,
      output: expect.stringContaining('SUCCESS') as string,
    });
  });

  it.each([
    ['handoff,pagerduty:acme-platform', 'alertname=NodeNotReady'],
    ['handoff,slack:#shop-alerts', 'alertname=KubePodCrashLooping'],
    ['handoff,email:platform@acme.example', 'alertname=SecretSyncStale'],
    ['webhook:heartbeat', 'alertname=Watchdog'],
    // No channel hears of it, and the hand-off service judges it.
    ['handoff', 'alertname=KubeJobFailed'],
  ])('lead to %s from %s', (receiver, alert) => {
    expect(verify(receiver, alert, 'severity=critical', 'environment=production')).toMatchObject({ status: 0 });
  });

  it('lead to the next channel when nobody has acknowledged', () => {
    expect(verify('pagerduty:acme-platform', 'alertname=SecretSyncStale', 'escalation=1')).toMatchObject({ status: 0 });
    expect(verify('email:platform@acme.example', 'alertname=SecretSyncStale', 'escalation=1')).toMatchObject({
      status: 1,
    });
  });

  it.each([
    ['critical', 'critical'],
    ['warning', 'warning'],
    ['info', 'info'],
    // PagerDuty refuses any other.
    ['none', 'error'],
    [undefined, 'error'],
  ])('tell PagerDuty of an alert of severity %s as %s', (severity, told) => {
    const [data, templates] = [join(folder, 'alert.json'), join(folder, 'none.tmpl')];
    writeFileSync(data, JSON.stringify({ commonLabels: { ...(severity && { severity }) } }));
    writeFileSync(templates, '{{ define "none" }}{{ end }}');
    const { severity: template = '' } = receiverOf('pagerduty:acme', undefined).pagerduty_configs?.[0] ?? {};
    const files = [`--template.glob=${templates}`, `--template.data=${data}`];

    expect(amtool('template', 'render', ...files, `--template.text=${template}`)).toEqual({ status: 0, output: told });
  });

  it('hold no address of a channel and no key, but the files with them', () => {
    const ofChannels = JSON.stringify(configuration.receivers.filter(({ name }) => name !== 'handoff'));

    expect(ofChannels).not.toMatch(/https?:|api_url"|routing_key"|"url"|auth_password"/);
    expect(text).not.toMatch(/"credentials"/);
    expect(text).toContain('/etc/alertmanager/secrets/alert-channels/slack-shop-alerts');
    expect(text).toContain('/etc/alertmanager/secrets/alert-channels/smtp-password');
  });

  it('tell every channel when something is over', () => {
    const channels = configuration.receivers.filter(({ name }) => name !== 'handoff');
    const told = channels.flatMap((receiver) =>
      Object.entries(receiver).flatMap(([key, value]) =>
        key.endsWith('_configs') ? (value as unknown as { send_resolved: boolean }[]) : [],
      ),
    );

    expect(told.length).toBeGreaterThan(3);
    expect(told.every(({ send_resolved }) => send_resolved)).toBe(true);
  });
});
