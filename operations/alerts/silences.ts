import { z } from 'zod';
import { ACKNOWLEDGED, ESCALATED, ESCALATION } from '../../model/derive/alerting/labels';
import { answerOf, type AlertServices } from './services';

const silence = z.object({
  id: z.string(),
  createdBy: z.string(),
  comment: z.string(),
  /** When Alertmanager got it, by its own clock. */
  updatedAt: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(
    z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) }),
  ),
});

/** A silence of Alertmanager. */
export type Silence = z.infer<typeof silence>;

const PATH = '/api/v2/silences';

/** Silences that are in force and of twins alone: those that mute one, and those that only say who is at it. */
export async function silencesOfTwins({ alertmanager }: AlertServices): Promise<Silence[]> {
  const all = z.array(silence).parse(await answerOf(alertmanager, 'Alertmanager', 'GET', PATH));
  return all.filter(
    ({ status, matchers }) =>
      status.state === 'active' &&
      matchers.some(({ name, value }) => name === ESCALATION && [ESCALATED, ACKNOWLEDGED].includes(value)) &&
      matchers.every(({ isRegex, isEqual }) => !isRegex && isEqual),
  );
}

/** Whether a silence is of the twin of an alert with these labels. */
export const covers = ({ matchers }: Silence, labels: Readonly<Record<string, string>>) =>
  matchers.every(({ name, value }) => name === ESCALATION || labels[name] === value);

export interface NewSilence {
  readonly labels: Readonly<Record<string, string>>;
  readonly by: string;
  readonly comment: string;
  readonly from: Date;
  readonly until: Date;
}

/** Makes a silence of exactly these labels. @returns its id */
export async function makeSilence({ alertmanager }: AlertServices, wanted: NewSilence): Promise<string> {
  const answer = await answerOf(alertmanager, 'Alertmanager', 'POST', PATH, {
    matchers: Object.entries(wanted.labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
    startsAt: wanted.from.toISOString(),
    endsAt: wanted.until.toISOString(),
    createdBy: wanted.by,
    comment: wanted.comment,
  });
  return z.object({ silenceID: z.string() }).parse(answer).silenceID;
}

/** Ends a silence at once. */
export const endSilence = ({ alertmanager }: AlertServices, id: string): Promise<unknown> =>
  answerOf(alertmanager, 'Alertmanager', 'DELETE', `/api/v2/silence/${encodeURIComponent(id)}`);
