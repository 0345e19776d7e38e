import type { Draft } from '../../draft';
import type { HandoffServiceFile } from '../../entities/handoff-service';
import { MONITORING_SERVICES } from '../../baseline-services';
import { WATCHDOG } from '../../rules/alerts/chart-alerts';
import { ESCALATION } from './labels';

type Service = Pick<HandoffServiceFile, 'address' | 'audience' | 'service' | 'roles'>;

/** ServiceAccount of Alertmanager, as the hand-off service knows it by its token. */
export const ALERTMANAGER_ACCOUNT = `monitoring/${MONITORING_SERVICES.alertmanager.name}`;

/** Name of its receiver. No channel is called like that: each has a kind and a colon. */
const RECEIVER = 'handoff';
/** Folder in Alertmanager's pod with the token for the hand-off service. */
const TOKEN_FOLDER = '/var/run/secrets/handoff';
const TOKEN_FILE = 'token';
/** The kubelet makes another one before this has passed; Alertmanager reads the file for each request. */
const TOKEN_SECONDS = 3600;
/** Within the megabyte that the service takes: what it refuses as too large, Alertmanager sends to nobody again. */
const MOST_ALERTS = 200;

/** Where Alertmanager tells the hand-off service of alerts, and what its token is for. */
export interface HandoffReceiver {
  readonly url: string;
  readonly audience: string;
}

/** The hand-off service as a receiver; undefined where nobody made Alertmanager an `alert-source` of one. */
export function handoffReceiverOf(service: Service | undefined): HandoffReceiver | undefined {
  if (!service || !isAlertSource(service)) return undefined;
  const base = service.service === undefined ? service.address : addressInCluster(service.service);
  return { url: `${base.replace(/\/+$/, '')}/v1/alerts`, audience: service.audience };
}

/** Whether somebody made Alertmanager an `alert-source` of the service. */
export const isAlertSource = ({ roles = [] }: Draft<Service>) =>
  roles.some((it) => it?.role === 'alert-source' && it.serviceAccounts?.includes(ALERTMANAGER_ACCOUNT));

/** A Service by its namespace and its name. */
export function partsOfService(service: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = service.split('/');
  return { namespace, name };
}

/** Plain HTTP, as the service speaks it behind whatever ends TLS. */
function addressInCluster(service: string): string {
  const { namespace, name } = partsOfService(service);
  return `http://${name}.${namespace}.svc`;
}

/**
 * Every alert, before any other way, which it goes as well: which of them is of an environment, and how severe it is, the
 * service judges. It hears of each incident again soon, since an environment may be ready only after it began.
 */
export const HANDOFF_ROUTE = {
  matchers: [`${ESCALATION}=""`, `alertname!="${WATCHDOG}"`],
  receiver: RECEIVER,
  // Those of one environment do not push out those of another.
  group_by: ['environment', 'namespace', 'k8s_namespace_name'],
  repeat_interval: '15m',
  continue: true,
};

/** Resolved alerts bring nothing back, so that nobody is told of them. */
export const handoffReceiver = ({ url }: HandoffReceiver) => ({
  name: RECEIVER,
  webhook_configs: [
    {
      send_resolved: false,
      url,
      max_alerts: MOST_ALERTS,
      http_config: { authorization: { credentials_file: `${TOKEN_FOLDER}/${TOKEN_FILE}` } },
    },
  ],
});

/** What Alertmanager's pod gets for it: a token of its own account, for the audience of the service alone. */
export const handoffTokenOf = ({ audience }: HandoffReceiver) => ({
  volumes: [
    {
      name: RECEIVER,
      projected: {
        sources: [{ serviceAccountToken: { audience, expirationSeconds: TOKEN_SECONDS, path: TOKEN_FILE } }],
      },
    },
  ],
  volumeMounts: [{ name: RECEIVER, mountPath: TOKEN_FOLDER, readOnly: true }],
});
