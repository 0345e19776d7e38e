import {
  ACKNOWLEDGED,
  environmentOfAlert,
  ESCALATED,
  ESCALATION,
  INCIDENT,
} from '../../../model/derive/alerting/labels';
import type { AlertsTold, ToldAlert, ToldSilence } from '../sources/alerts-reader';
import type { LedgerTold } from '../sources/ledger-reader';
import { type Family, secondsOf } from './family';

type Labels = ToldAlert['labels'];

/** What silences of acknowledgements name: the twin that an alert gets in time, or that it has one already. */
const MARKS = [ESCALATED, ACKNOWLEDGED].map((value) => ({ [ESCALATION]: value }));

/** Severities of alerts that ask nobody for anything: the heartbeat, and what only keeps others quiet. */
const FOR_NOBODY: readonly (string | undefined)[] = ['none', 'info'];

/** Alerts that fire and were not acknowledged, by what they are. */
export function alertFamilies(told: AlertsTold): Family[] {
  const groups = new Map<string, { labels: Labels; starts: number[] }>();
  for (const { labels, startsAt } of unacknowledged(told)) {
    const shown = shownLabels(labels);
    const key = JSON.stringify(shown);
    const group = groups.get(key) ?? { labels: shown, starts: [] };
    group.starts.push(secondsOf(startsAt) ?? Number.NaN);
    groups.set(key, group);
  }
  const labels = ['alertname', 'severity', 'environment'];
  return [
    {
      name: 'lke_platform_alerts_unacknowledged',
      help: 'Number of alerts that fire and that nobody acknowledged.',
      labels,
      samples: [...groups.values()].map(({ labels: shown, starts }) => ({ labels: shown, value: starts.length })),
    },
    {
      name: 'lke_platform_alert_oldest_unacknowledged_timestamp_seconds',
      help: 'When the oldest alert began to fire of those that nobody acknowledged.',
      labels,
      samples: [...groups.values()].map(({ labels: shown, starts }) => ({ labels: shown, value: Math.min(...starts) })),
    },
  ];
}

/** Silences that nobody accounts for: whoever acknowledges by the command leaves an event that names the silence. */
export const silenceFamilies = ({ silences }: AlertsTold, ledger: Pick<LedgerTold, 'silences'>): Family[] => [
  {
    name: 'lke_platform_alert_silences_without_event',
    help: 'Number of silences, active or pending, that no event of the ledger names: somebody made them past the command.',
    labels: [],
    samples: [{ labels: {}, value: silences.filter(({ id }) => !ledger.silences.has(id)).length }],
  },
];

function unacknowledged({ alerts, silences }: AlertsTold): ToldAlert[] {
  const holding = silences.filter(({ status }) => status.state === 'active');
  return alerts.filter(
    ({ labels, startsAt, status }) =>
      status.state !== 'suppressed' &&
      labels[ESCALATION] === undefined &&
      !FOR_NOBODY.includes(labels.severity) &&
      !MARKS.some((mark) => holding.some((silence) => isMeant(silence, { ...labels, ...mark }, startsAt))),
  );
}

const shownLabels = (labels: Labels): Labels => ({
  alertname: labels.alertname ?? '',
  severity: labels.severity ?? '',
  environment: environmentOfAlert(labels),
});

/**
 * Whether a silence is for an alert: all of its matchers have to hold, and a label that is missing is empty. One of a single
 * firing names the moment at which that began, which Alertmanager is not told of the alert itself; so it is for a firing
 * that was there when the silence was made.
 */
const isMeant = ({ matchers, startsAt: madeAt }: ToldSilence, labels: Labels, beganAt: string) =>
  matchers.every(({ name, value, isRegex, isEqual }) => {
    if (name === INCIDENT) return Date.parse(beganAt) <= Date.parse(madeAt);
    const text = labels[name] ?? '';
    return (isRegex ? matchesWhole(value, text) : value === text) === isEqual;
  });

/** Alertmanager has another dialect of regular expressions; one that is none here is for no alert. */
function matchesWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test(text);
  } catch {
    return false;
  }
}
