import { z } from 'zod';
import { environmentOfAlert, ESCALATED, ESCALATION, INCIDENT } from '../../model/derive/alerting/labels';
import { answerOf, type AlertServices } from './services';
import { covers, silencesOfTwins } from './silences';

/** An alert that fires, and how it stands with its acknowledgement. */
export interface FiringAlert {
  readonly alert: string;
  /** All its labels, without its name. */
  readonly labels: Readonly<Record<string, string>>;
  /** The environment that it is of, which alerts of the chart name by their namespace alone; empty for none. */
  readonly environment: string;
  /** When it began, in seconds since 1970: tells this firing from the next one. */
  readonly incident: string;
  /** Whether its twin fires: the time for an acknowledgement is over. */
  readonly escalated: boolean;
  readonly acknowledged: { readonly by: string; readonly comment: string; readonly silence: string } | undefined;
}

const vector = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })),
  }),
});

const BASE = `${ESCALATION}=""`;
/** What fires beside the twins, each with the moment at which it began. */
const FIRING = `ALERTS_FOR_STATE{${BASE}} and ignoring (alertstate) ALERTS{${BASE},alertstate="firing"}`;
const TWINS = `ALERTS{${ESCALATION}="${ESCALATED}",alertstate="firing"}`;

/** Every alert that fires, those first that wait for an acknowledgement. */
export async function firingAlerts(services: AlertServices): Promise<FiringAlert[]> {
  const [firing, twins, silences] = [
    await query(services, FIRING),
    await query(services, TWINS),
    await silencesOfTwins(services),
  ];
  const escalated = new Set(twins.map(({ labels }) => keyOf(labels)));
  return firing
    .map(({ labels: { alertname = '', ...labels }, value }): FiringAlert => {
      const incident = Number(value).toFixed(0);
      const ofTwin = { ...labels, alertname, [INCIDENT]: incident };
      const silence = silences.find((it) => covers(it, ofTwin));
      return {
        ...{ alert: alertname, labels, environment: environmentOfAlert(labels), incident },
        escalated: escalated.has(keyOf(ofTwin)),
        acknowledged: silence && { by: silence.createdBy, comment: silence.comment, silence: silence.id },
      };
    })
    .sort((a, b) => Number(a.acknowledged !== undefined) - Number(b.acknowledged !== undefined));
}

/** What tells one firing of one alert from all others, by the labels of its twin. */
export function keyOf(ofTwin: Readonly<Record<string, string>>): string {
  const own = Object.entries(ofTwin).filter(([name]) => name !== ESCALATION && name !== 'alertstate');
  return JSON.stringify(own.sort(([one], [other]) => one.localeCompare(other)));
}

async function query({ prometheus }: AlertServices, text: string) {
  const answer = await answerOf(prometheus, 'Prometheus', 'GET', `/api/v1/query?query=${encodeURIComponent(text)}`);
  return vector.parse(answer).data.result.map(({ metric, value: [, value] }) => {
    const labels = Object.fromEntries(Object.entries(metric).filter(([name]) => name !== '__name__'));
    return { labels, value };
  });
}
