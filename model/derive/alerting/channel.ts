/** Name of the Secret in `monitoring` with what Alertmanager needs to reach the channels; none of it is a value. */
export const CHANNELS_SECRET = 'alert-channels';

/** Where the Prometheus operator mounts it. */
const FOLDER = `/etc/alertmanager/secrets/${CHANNELS_SECRET}`;

export const CHANNEL_KINDS = ['slack', 'email', 'pagerduty', 'webhook'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A contact channel such as `slack:#shop`, in its two parts. */
export function partsOf(channel: string): { readonly kind: ChannelKind; readonly name: string } {
  const [kind = '', ...rest] = channel.split(':');
  return { kind: kind as ChannelKind, name: rest.join(':') };
}

/** Field of that Secret with the address or the key of a channel: `slack-shop`, `pagerduty-acme`, `smtp-password`. */
export function fieldOf(channel: string): string {
  const { kind, name } = partsOf(channel);
  return kind === 'email' ? 'smtp-password' : `${kind}-${name.replace(/^#/, '')}`;
}

/** Fields of that Secret that the channels take: a server of mails that asks for no login takes none. */
export const fieldsOf = (channels: readonly string[], smtp: Smtp | undefined): string[] =>
  [...new Set(channels.filter((channel) => partsOf(channel).kind !== 'email' || smtp?.username).map(fieldOf))].sort();

const fileOf = (channel: string) => `${FOLDER}/${fieldOf(channel)}`;

/** The server that mails are given to. */
export interface Smtp {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  readonly username?: string | undefined;
}

const TITLE = '{{ .Status | toUpper }} {{ .CommonLabels.alertname }} {{ .CommonLabels.environment }}';
const TEXT = '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.runbook_url }}\n{{ end }}';

/** PagerDuty, which calls somebody by it, takes these and refuses the message with any other, such as `none` of the chart. */
const PAGERDUTY_SEVERITIES = ['critical', 'warning', 'info'];
const SEVERITY = `{{ with .CommonLabels.severity }}{{ if or ${PAGERDUTY_SEVERITIES.map((it) => `(eq . "${it}")`).join(' ')} }}{{ . }}{{ else }}error{{ end }}{{ else }}error{{ end }}`;
/** Alerts of one group are of one rule, and have one page. */
const RUNBOOK_LINK = { href: '{{ .CommonAnnotations.runbook_url }}', text: 'Runbook' };

/** A channel as a receiver of Alertmanager, called as the file calls it. That something is over is told, too. */
export function receiverOf(channel: string, smtp: Smtp | undefined) {
  const { kind, name } = partsOf(channel);
  const send_resolved = true;
  switch (kind) {
    case 'slack':
      return {
        name: channel,
        slack_configs: [{ send_resolved, channel: name, api_url_file: fileOf(channel), title: TITLE, text: TEXT }],
      };
    case 'pagerduty':
      return {
        name: channel,
        pagerduty_configs: [
          {
            ...{ send_resolved, routing_key_file: fileOf(channel), description: TITLE },
            ...{ severity: SEVERITY, links: [RUNBOOK_LINK] },
          },
        ],
      };
    case 'webhook':
      return { name: channel, webhook_configs: [{ send_resolved, url_file: fileOf(channel) }] };
    case 'email':
      return { name: channel, email_configs: [{ send_resolved, to: name, ...(smtp && mailServer(channel, smtp)) }] };
  }
}

const mailServer = (channel: string, { host, port, from, username }: Smtp) => ({
  smarthost: `${host}:${port}`,
  from,
  ...(username && { auth_username: username, auth_password_file: fileOf(channel) }),
});
