import { ACKNOWLEDGED, ESCALATED, ESCALATION, INCIDENT } from '../../model/derive/alerting/labels';
import { firingAlerts, type FiringAlert, keyOf } from './firing';
import type { AlertServices } from './services';
import { covers, endSilence, makeSilence, silencesOfTwins, type Silence } from './silences';

/** Longest that an acknowledgement holds for an alert that goes on. */
const LONGEST_MS = 30 * 86_400_000;

/** How far this clock may be ahead of Alertmanager's, which takes a beginning in its past for now, and waits for a later one. */
const SKEW_MS = 10 * 60_000;

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
  const meant = firing.filter((it) => it.alert === alert && hasLabels(it, labels));
  const open = meant.filter(({ acknowledged }) => !acknowledged);
  if (open.length > 0) return open;
  const others = [...new Set(firing.filter((it) => !it.acknowledged).map((it) => it.alert))];
  const by = meant[0]?.acknowledged?.by;
  throw new NothingToAcknowledge(
    by === undefined
      ? `no alert ${alert} with these labels fires. ${others.length > 0 ? `These wait: ${others.join(', ')}.` : 'None waits for an acknowledgement.'}`
      : acknowledgedBy(alert, by),
  );
}

const acknowledgedBy = (alert: string, by: string) => `${alert} is acknowledged already, by ${by}.`;

const hasLabels = (alert: FiringAlert, labels: Meant['labels']) =>
  Object.entries(labels).every(
    ([name, value]) => (name === 'environment' ? alert.environment : alert.labels[name]) === value,
  );

/** An alert, and the id of the silence that holds its next channel off. */
export interface AcknowledgedAlert {
  readonly alert: FiringAlert;
  readonly silence: string;
}

/**
 * Acknowledges alerts, each for this firing alone: silences its twin, before that fires. Once it fires, the next channel was
 * told, and hears the end like the first one: nothing is muted then, and the silence only says who is at it. The alert
 * itself stays as it is; when it fires again, it is open again.
 *
 * Of several people at once, the first one by the clock of Alertmanager has it. What did not come to an end leaves no
 * silence behind, for which nobody would account.
 *
 * @returns those that are acknowledged now, each with its silence
 * @throws {NothingToAcknowledge} when others were faster with all of them
 */
export async function acknowledge(
  services: AlertServices,
  alerts: readonly FiringAlert[],
  by: string,
  comment: string,
  now: Date,
): Promise<AcknowledgedAlert[]> {
  const ids: string[] = [];
  const make: MakeFor = async (alert) => {
    const id = await makeSilence(services, {
      labels: { ...twinLabelsOf(alert), [ESCALATION]: alert.escalated ? ACKNOWLEDGED : ESCALATED },
      ...{ by, comment, from: new Date(now.getTime() - SKEW_MS), until: new Date(now.getTime() + LONGEST_MS) },
    });
    ids.push(id);
    return id;
  };
  try {
    for (const alert of alerts) await make(alert);
    const made = await withoutLaterOnes(services, alerts, [...ids]);
    return await withoutMutedEnds(services, made, make);
  } catch (error) {
    await Promise.allSettled(ids.map((id) => endSilence(services, id)));
    throw error;
  }
}

/** Makes the silence of an alert. @returns its id */
type MakeFor = (alert: FiringAlert) => Promise<string>;

/** Twins that began to fire while they were silenced: their channel may have been told, and has to hear the end. */
async function withoutMutedEnds(
  services: AlertServices,
  made: readonly AcknowledgedAlert[],
  make: MakeFor,
): Promise<AcknowledgedAlert[]> {
  const firing = await firingAlerts(services);
  const escalated = new Set(firing.filter((it) => it.escalated).map((it) => keyOf(twinLabelsOf(it))));
  const kept: AcknowledgedAlert[] = [];
  for (const { alert, silence } of made) {
    if (alert.escalated || !escalated.has(keyOf(twinLabelsOf(alert)))) {
      kept.push({ alert, silence });
      continue;
    }
    kept.push({ alert, silence: await make({ ...alert, escalated: true }) });
    await endSilence(services, silence);
  }
  return kept;
}

const twinLabelsOf = ({ alert, labels, incident }: FiringAlert) => ({
  ...labels,
  alertname: alert,
  [INCIDENT]: incident,
});

/** Ends those of the silences that came after one of somebody else. @returns the others, with their alerts */
async function withoutLaterOnes(
  services: AlertServices,
  alerts: readonly FiringAlert[],
  ids: readonly string[],
): Promise<AcknowledgedAlert[]> {
  const all = await silencesOfTwins(services);
  const made = alerts.flatMap((alert, place) => {
    const silence = ids[place];
    const first = all.filter((it) => covers(it, twinLabelsOf(alert))).sort(byArrival)[0];
    return silence === undefined ? [] : [{ alert, silence, first }];
  });
  const isFirst = ({ silence, first }: (typeof made)[number]) => first === undefined || first.id === silence;
  const [late] = made;
  if (late?.first && !made.some(isFirst)) {
    throw new NothingToAcknowledge(acknowledgedBy(late.alert.alert, late.first.createdBy));
  }
  for (const it of made) if (!isFirst(it)) await endSilence(services, it.silence);
  return made.filter(isFirst).map(({ alert, silence }) => ({ alert, silence }));
}

const byArrival = (one: Silence, other: Silence) =>
  Date.parse(one.updatedAt) - Date.parse(other.updatedAt) || one.id.localeCompare(other.id);

/**
 * Ends silences of firings that are over; they are harmless, and no longer wanted. Where nothing fires at all nothing is
 * known: Watchdog always does, unless Prometheus has only just started.
 *
 * @returns their ids
 */
export async function endWhatIsOver(services: AlertServices): Promise<string[]> {
  // First the silences: one that somebody makes from now on is of an alert that fires, and is left alone.
  const silences = await silencesOfTwins(services);
  const firing = await firingAlerts(services);
  if (firing.length === 0) return [];
  const isOver = (silence: Silence) => !firing.some((alert) => covers(silence, twinLabelsOf(alert)));
  const over = silences.filter((it) => it.matchers.some(({ name }) => name === INCIDENT) && isOver(it));
  for (const { id } of over) await endSilence(services, id);
  return over.map(({ id }) => id);
}
