import { ESCALATION, INCIDENT } from '../../model/derive/alerting/labels';
import { firingAlerts, type FiringAlert } from './firing';
import type { AlertServices } from './services';
import { endSilence, makeSilence, silencesOfTwins } from './silences';

/** Longest that an acknowledgement holds for an alert that goes on. */
const LONGEST_MS = 30 * 86_400_000;

/** Which alerts are meant: by name, and by those of their labels that are given. */
export interface Meant {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** There is nothing to acknowledge, or it is acknowledged. */
export class NothingToAcknowledge extends Error {
  override name = 'NothingToAcknowledge';
}

/** The alerts that are meant and that nobody has acknowledged. @throws {NothingToAcknowledge} when there are none */
export async function alertsMeant(services: AlertServices, { alert, labels }: Meant): Promise<FiringAlert[]> {
  const firing = await firingAlerts(services);
  const meant = firing.filter(
    (it) => it.alert === alert && Object.entries(labels).every(([name, value]) => it.labels[name] === value),
  );
  const open = meant.filter(({ acknowledged }) => !acknowledged);
  if (open.length > 0) return open;
  const others = [...new Set(firing.filter((it) => !it.acknowledged).map((it) => it.alert))];
  const by = meant[0]?.acknowledged?.by;
  throw new NothingToAcknowledge(
    by === undefined
      ? `no alert ${alert} with these labels fires. ${others.length > 0 ? `These wait: ${others.join(', ')}.` : 'None waits for an acknowledgement.'}`
      : `${alert} is acknowledged already, by ${by}.`,
  );
}

/**
 * Acknowledges alerts: silences the twin of each, for this firing alone. The alert itself stays as it is, so that its
 * channel hears when it is over; when it fires again, it is open again.
 *
 * @returns ids of the silences
 */
export async function acknowledge(
  services: AlertServices,
  alerts: readonly FiringAlert[],
  by: string,
  comment: string,
  now: Date,
): Promise<string[]> {
  const ids: string[] = [];
  for (const { alert, labels, incident } of alerts) {
    ids.push(
      await makeSilence(services, {
        labels: { ...labels, alertname: alert, [ESCALATION]: '1', [INCIDENT]: incident },
        ...{ by, comment, from: now, until: new Date(now.getTime() + LONGEST_MS) },
      }),
    );
  }
  return ids;
}

/** Ends silences of firings that are over; they are harmless, and no longer wanted. @returns their ids */
export async function endWhatIsOver(services: AlertServices): Promise<string[]> {
  const firing = await firingAlerts(services);
  const kept = new Set(firing.map(({ acknowledged }) => acknowledged?.silence));
  const over = (await silencesOfTwins(services)).filter(
    ({ id, matchers }) => !kept.has(id) && matchers.some(({ name }) => name === INCIDENT),
  );
  for (const { id } of over) await endSilence(services, id);
  return over.map(({ id }) => id);
}
