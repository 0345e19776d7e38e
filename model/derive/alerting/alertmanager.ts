import { WATCHDOG } from '../../rules/alerts/chart-alerts';
import { receiverOf, type Smtp } from './channel';
import { HANDOFF_ROUTE, handoffReceiver, type HandoffReceiver } from './handoff-receiver';
import { ESCALATED, ESCALATION, INCIDENT } from './labels';

/** The way of one alert. */
export interface Route {
  readonly channel: string;
  /** Who is told when nobody acknowledges. */
  readonly escalateTo: string;
  /** ISO-8601 duration. */
  readonly acknowledgeWithin: string;
}

/** Where alerts go that nobody wants to hear of. */
const NOBODY = 'null';

const is = (label: string, value: string) => `${label}="${value}"`;

/** What is told of together. */
const GROUP_BY = ['alertname', 'environment', 'namespace'];

/**
 * A twin is told of at once: its time is over. It is not muted once it fires, so that its channel hears the end; told again
 * it is only so that Alertmanager, which forgets after 120 hours what it told, knows whom to tell of that.
 *
 * Each firing is a group of its own: Prometheus repeats for a quarter of an hour that an alert is over, and Alertmanager
 * tells that again with whatever is new in the group, such as the next firing of the same alert.
 */
const OF_TWINS = { group_by: [...GROUP_BY, INCIDENT], group_wait: '0s', group_interval: '1s', repeat_interval: '96h' };

/** One alert to its channel, and its twin to the next. */
function routesOf(alert: string, { channel, escalateTo }: Route) {
  if (alert === WATCHDOG) return [HEARTBEAT(channel)];
  return [
    { matchers: [is('alertname', alert), is(ESCALATION, '')], receiver: channel },
    { matchers: [is('alertname', alert), is(ESCALATION, ESCALATED)], receiver: escalateTo, ...OF_TWINS },
  ];
}

/** It always fires, and is told every minute, so that its absence is noticed outside. */
const HEARTBEAT = (receiver: string) => ({
  matchers: [is('alertname', WATCHDOG)],
  receiver,
  group_wait: '0s',
  group_interval: '1m',
  repeat_interval: '1m',
});

/** Every channel that is told of something, once. Nobody acknowledges the heartbeat. */
export function channelsOf(routes: Readonly<Record<string, Route>>): string[] {
  const ways = Object.entries(routes).filter(([alert]) => alert !== WATCHDOG);
  const first = Object.values(routes).map(({ channel }) => channel);
  return [...new Set([...first, ...ways.map(([, { escalateTo }]) => escalateTo)])];
}

/** Who is told beside the channels, and how. */
export interface FurtherReceivers {
  /** The server that mails are given to. */
  readonly smtp?: Smtp | undefined;
  /** The hand-off service, which degrades environments. */
  readonly handoff?: HandoffReceiver | undefined;
}

/** Configuration of Alertmanager for the routes of a platform. It holds names of files, no address of a channel and no key. */
export function alertmanagerConfiguration(
  routes: Readonly<Record<string, Route>>,
  { smtp, handoff }: FurtherReceivers = {},
) {
  return {
    route: {
      receiver: NOBODY,
      group_by: GROUP_BY,
      group_wait: '30s',
      group_interval: '30s',
      repeat_interval: '4h',
      routes: [
        ...(handoff ? [HANDOFF_ROUTE] : []),
        ...Object.entries(routes).flatMap(([alert, route]) => routesOf(alert, route)),
      ],
    },
    receivers: [
      { name: NOBODY },
      ...(handoff ? [handoffReceiver(handoff)] : []),
      ...channelsOf(routes).map((channel) => receiverOf(channel, smtp)),
    ],
  };
}
