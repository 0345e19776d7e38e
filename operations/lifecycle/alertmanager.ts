import { z } from 'zod';
import { environmentOfAlert } from '../../model/derive/alerting/labels';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { STATUS_ALERT } from '../../model/rules/alerts/operations';
import { type LifecycleProblem, LifecycleRefused } from './refused';

const labels = z.record(z.string(), z.string());

const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  startsAt: z.iso.datetime({ offset: true }),
  /** Hash of the labels, the same in each notification of the alert. */
  fingerprint: z.string().regex(/^[0-9a-f]{1,32}$/),
});

/** What Alertmanager sends to a webhook (Prometheus, Alertmanager configuration, webhook_config). */
const notification = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1),
  /** How many alerts of the group were left out, by `max_alerts`. */
  truncatedAlerts: z.int().min(0).default(0),
  alerts: z.array(alert),
});

export type Notification = z.infer<typeof notification>;
export type Alert = Notification['alerts'][number];

/** Most problems that are told of one notification. */
const MOST_PROBLEMS = 10;

/**
 * Reads what Alertmanager sent.
 *
 * @param source where the text is from, in words
 * @throws {LifecycleRefused} with everything that is wrong in it
 */
export function parseNotification(text: string, source: string): Notification {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LifecycleRefused([
      { what: `${source} is not JSON: ${(error as Error).message}`, allowed: WHAT, fix: HOW },
    ]);
  }
  return notificationOf(value, source);
}

/**
 * The same of what was parsed already.
 *
 * @throws {LifecycleRefused} with everything that is wrong in it
 */
export function notificationOf(value: unknown, source: string): Notification {
  const { data, error } = notification.safeParse(value);
  if (data) return data;
  const problems = error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }): LifecycleProblem => ({
    what: `${source} is not a notification of Alertmanager: ${message}`,
    where: path.join('.') || 'the whole text',
    allowed: WHAT,
  }));
  throw new LifecycleRefused(problems);
}

const WHAT = 'the body that Alertmanager sends to a webhook (version 4), as one JSON object';
const HOW = 'hand the body on as it came: npx lke-platform environment observe <file>';

/** The environment that an alert is about, as everything else that reads alerts has it; undefined where it is of none. */
export function environmentOf({ labels }: Alert): EnvironmentName | undefined {
  const about = environmentOfAlert(labels);
  return ENVIRONMENT_NAMES.find((name) => name === about);
}

/**
 * Whether an alert says that an environment is not healthy. One that says nothing of its severity is not harmless; one that
 * says that the environment was not ready does not say that it is unwell now.
 */
export const isSevere = ({ labels: { severity, alertname } }: Alert, severities: readonly string[]) =>
  alertname !== STATUS_ALERT && (severity === undefined || severities.includes(severity));

/** What tells one firing of an alert from the next one. */
export const incidentOf = ({ fingerprint, startsAt }: Alert) => `${fingerprint}@${new Date(startsAt).toISOString()}`;
