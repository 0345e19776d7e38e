import { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import { STATUS_KIND } from '../../model/lifecycle/record';
import type { Status } from '../../model/lifecycle/status';
import { eventsOf } from '../audit/query';
import type { Ledger } from '../ledger/ledger';
import { type Alert, environmentOf, incidentOf, isSevere, type Notification } from './alertmanager';
import { type Changed, type StatusBook, transition } from './change-status';
import { lastChange, standingAfter } from './history';
import { LifecycleRefused } from './refused';

/** What came of a notification, for one environment. */
export interface Observed {
  readonly environment: EnvironmentName;
  /** The status afterwards. */
  readonly status: Status;
  /** Names of the alerts that fire. */
  readonly alerts: readonly string[];
  /** The change that they led to; undefined where they are known already, or it was not ready. */
  readonly changed: Changed | undefined;
}

const incidentsSchema = z.object({ incidents: z.array(z.string()) });

/** What the ledger keeps of names, which can be as long as a notification. */
const LONGEST = 500;
const MOST = 100;

/**
 * Lets environments be degraded by what Alertmanager says: once for each incident, however often it says it. That an
 * alert is resolved brings nothing back: a fix is validated.
 *
 * @param severities which alerts count
 * @param names the environments of the platform: others are not its own
 */
export async function observe(
  book: StatusBook,
  { alerts, groupKey }: Notification,
  severities: readonly string[],
  names: readonly EnvironmentName[],
): Promise<Observed[]> {
  const counted = alerts.filter((alert) => alert.status === 'firing' && isSevere(alert, severities));
  const observed: Observed[] = [];
  for (const environment of new Set(counted.map(environmentOf))) {
    if (environment === undefined || !names.includes(environment)) continue;
    const ofEnvironment = counted.filter((alert) => environmentOf(alert) === environment);
    observed.push(await degrade(book, environment, ofEnvironment, groupKey));
  }
  return observed;
}

async function degrade(
  book: StatusBook,
  environment: EnvironmentName,
  alerts: readonly Alert[],
  groupKey: string,
): Promise<Observed> {
  const names = [...new Set(alerts.map(({ labels }) => labels.alertname ?? 'an alert without a name'))];
  const known = await knownIncidents(book.ledger, environment);
  const incidents = alerts.map(incidentOf).filter((incident) => !known.has(incident));
  const status = async () => standingAfter(await lastChange(book.ledger, environment)).status;
  const before = await status();
  if (incidents.length === 0 || before !== 'ready') {
    return { environment, status: before, alerts: names, changed: undefined };
  }
  try {
    const changed = await transition(book, environment, 'health-check-failed', {
      ...{
        groupKey: groupKey.slice(0, LONGEST),
        incidents,
        alerts: names.slice(0, MOST).map((it) => it.slice(0, LONGEST)),
      },
    });
    return { environment, status: changed.to, alerts: names, changed };
  } catch (error) {
    if (!(error instanceof LifecycleRefused)) throw error;
    // Somebody else was faster, such as the other of two that Alertmanager told.
    return { environment, status: await status(), alerts: names, changed: undefined };
  }
}

/** The incidents by which an environment was degraded. */
async function knownIncidents(ledger: Ledger, environment: EnvironmentName): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for await (const { event } of eventsOf(ledger, environment, { kind: STATUS_KIND })) {
    const { data } = incidentsSchema.safeParse(event.details);
    for (const incident of data?.incidents ?? []) known.add(incident);
  }
  return known;
}
