import { z } from 'zod';
import { environmentOfAlert, ESCALATION, INCIDENT } from '../../model/derive/alerting/labels';
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
const TWINS = `ALERTS{${ESCALATION}="1",alertstate="firing"}`;

/** Every alert that fires, those first that wait for an acknowledgement. */
export async function firingAlerts(services: AlertServices): Promise<FiringAlert[]> {
  const [firing, twins, silences] = [
    await query(services, FIRING),
    await query(services, TWINS),
    await silencesOfTwins(services),
  ];
  const escalated = new Set(twins.map(({ labels }) => `${labels.alertname}@${labels[INCIDENT]}`));
  return firing
    .map(({ labels: { alertname = '', ...labels }, value }): FiringAlert => {
      const incident = Number(value).toFixed(0);
      const silence = silences.find((it) => covers(it, { ...labels, alertname, [INCIDENT]: incident }));
      return {
        ...{ alert: alertname, labels, environment: environmentOfAlert(labels), incident },
        escalated: escalated.has(`${alertname}@${incident}`),
        acknowledged: silence && { by: silence.createdBy, comment: silence.comment, silence: silence.id },
      };
    })
    .sort((a, b) => Number(a.acknowledged !== undefined) - Number(b.acknowledged !== undefined));
}

async function query({ prometheus }: AlertServices, text: string) {
  const answer = await answerOf(prometheus, 'Prometheus', 'GET', `/api/v1/query?query=${encodeURIComponent(text)}`);
  return vector.parse(answer).data.result.map(({ metric, value: [, value] }) => {
    const labels = Object.fromEntries(Object.entries(metric).filter(([name]) => name !== '__name__'));
    return { labels, value };
  });
}
