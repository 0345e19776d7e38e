import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { alertmanagerConfiguration } from '../../../model/derive/alerting/alertmanager';
import { alertRuleGroups } from '../../../model/derive/alerting/rule-groups';
import { servicesAt, type AlertServices } from '../../../operations/alerts/services';
import { freePort } from '../free-port';
import { start, type Running } from './process';
import { PROGRAMS } from './programs';

/** What a channel was told of one alert. */
export interface Told {
  readonly channel: 'first' | 'second';
  readonly status: 'firing' | 'resolved';
  /** Whether it was of the twin. */
  readonly escalated: boolean;
  /** Which of the alerts of the bench. */
  readonly of: string;
  /** Which firing of it: the label of a twin, or else since when it fires, as Alertmanager has it. */
  readonly incident: string;
}

interface Notification {
  readonly alerts: readonly {
    readonly status: Told['status'];
    readonly startsAt: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

/** The alert that the bench lets fire. */
export const ALERT = 'DriftMajor';
/** After how long a channel is told of a change in a group. */
export const GROUP_SECONDS = 4;
const ROUTES = {
  [ALERT]: { channel: 'webhook:first', escalateTo: 'webhook:second', acknowledgeWithin: 'PT6S' },
};

/**
 * A real Prometheus with the rules of the platform, and a real Alertmanager with its routes, with their times shortened:
 * an alert fires at once, and has to be acknowledged within six seconds.
 */
export class AlertBench {
  readonly told: Told[] = [];
  /** Alerts of the bench that fire, each with the namespace by which Alertmanager groups them. */
  private readonly wrong = new Map<string, { readonly group: string; readonly fires: boolean }>();
  private readonly running: Partial<Record<'prometheus' | 'alertmanager', Running>> = {};
  private ports = { prometheus: 0, alertmanager: 0 };
  private readonly server = createServer((request, response) => this.answer(request, response));

  constructor(private readonly folder: string) {}

  async start(): Promise<AlertServices> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.ports = { prometheus: await freePort(), alertmanager: await freePort() };
    this.write();
    this.startAlertmanager();
    const { prometheus } = this.ports;
    this.running.prometheus = start(
      PROGRAMS.prometheus,
      [
        `--config.file=${join(this.folder, 'prometheus.yaml')}`,
        `--storage.tsdb.path=${join(this.folder, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${prometheus}`,
        '--rules.alert.resend-delay=1s',
      ],
      this.folder,
    );
    return servicesAt({
      prometheus: `http://127.0.0.1:${prometheus}`,
      alertmanager: `http://127.0.0.1:${this.ports.alertmanager}`,
    });
  }

  /** Lets an alert fire. @param group alerts of one group are told of together; by default it has one of its own */
  fire(of: string, group = of): void {
    this.wrong.set(of, { group, fires: true });
  }

  /** Ends it. */
  end(of: string): void {
    this.wrong.set(of, { group: this.wrong.get(of)?.group ?? of, fires: false });
  }

  /** What the channels were told of an alert, in order. */
  toldOf(of: string): Told[] {
    return this.told.filter((it) => it.of === of);
  }

  /** @param meanwhile happens while it does not run. @default - nothing */
  async restartAlertmanager(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.running.alertmanager?.stop();
    await meanwhile();
    this.startAlertmanager();
  }

  async stop(): Promise<void> {
    for (const program of Object.values(this.running)) await program.stop();
    this.server.close();
    this.server.closeAllConnections();
  }

  private startAlertmanager() {
    this.running.alertmanager = start(
      PROGRAMS.alertmanager,
      [
        `--config.file=${join(this.folder, 'alertmanager.yaml')}`,
        `--storage.path=${join(this.folder, 'silences')}`,
        `--web.listen-address=127.0.0.1:${this.ports.alertmanager}`,
        '--cluster.listen-address=',
      ],
      this.folder,
    );
  }

  private write() {
    const { port } = this.server.address() as { port: number };
    for (const channel of ['first', 'second']) {
      writeFileSync(join(this.folder, `webhook-${channel}`), `http://127.0.0.1:${port}/${channel}`);
    }
    const routes = JSON.stringify(alertmanagerConfiguration(ROUTES))
      .replaceAll('/etc/alertmanager/secrets/alert-channels', this.folder)
      .replace('"group_wait":"30s","group_interval":"30s"', `"group_wait":"1s","group_interval":"${GROUP_SECONDS}s"`);
    writeFileSync(join(this.folder, 'alertmanager.yaml'), routes);
    const groups = alertRuleGroups(ROUTES, 'https://git.example.com/platform').map(({ rules, ...group }) => ({
      ...group,
      rules: rules.map((rule) =>
        rule.alert === ALERT && !('escalation' in rule.labels) ? { ...rule, for: '1s' } : rule,
      ),
    }));
    writeFileSync(join(this.folder, 'rules.yaml'), JSON.stringify({ groups }));
    const at = (place: number) => [{ static_configs: [{ targets: [`127.0.0.1:${place}`] }] }];
    writeFileSync(
      join(this.folder, 'prometheus.yaml'),
      JSON.stringify({
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: [join(this.folder, 'rules.yaml')],
        alerting: { alertmanagers: at(this.ports.alertmanager) },
        scrape_configs: [{ job_name: 'exporter', ...at(port)[0] }],
      }),
    );
  }

  private answer(request: IncomingMessage, response: ServerResponse) {
    if (request.url === '/metrics') {
      const series = [...this.wrong].map(
        ([of, { group, fires }]) =>
          `lke_platform_drift_severity{environment="production",severity="major",namespace="${group}",of="${of}"} ${fires ? 1 : 0}\n`,
      );
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(series.join(''));
      return;
    }
    const channel = request.url === '/first' ? 'first' : 'second';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { alerts } = JSON.parse(Buffer.concat(chunks).toString()) as Notification;
      for (const { status, startsAt, labels } of alerts) {
        if (labels.alertname !== ALERT) continue;
        const { escalation, of = '', incident = startsAt } = labels;
        this.told.push({ channel, status, escalated: escalation === '1', of, incident });
      }
      response.end();
    });
  }
}
