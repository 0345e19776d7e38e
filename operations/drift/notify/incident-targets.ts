import type { PlatformFile } from '../../../model/platform-file';
import { post, type Retries } from './post';
import type { IncidentSubject, IncidentTarget } from './target';

type Settings = PlatformFile['drift'];

/** What a place of a secret in the platform file holds. @throws {Error} when it cannot be read */
export type ReadSecret = (place: string) => Promise<string>;

/** The targets that the platform file names. */
export function incidentTargets(
  { github, pagerduty, webhook }: Settings,
  read: ReadSecret,
  retries?: Retries,
): IncidentTarget[] {
  return [
    ...(github ? [githubIssues(github, read, retries)] : []),
    ...(pagerduty ? [pagerdutyIncidents(pagerduty, read, retries)] : []),
    ...(webhook ? [anyWebhook(webhook, read, retries)] : []),
  ];
}

function githubIssues(
  { repository, token, apiUrl }: NonNullable<Settings['github']>,
  read: ReadSecret,
  retries?: Retries,
): IncidentTarget {
  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) =>
    post(
      {
        url: `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/issues${path}`,
        place: `GitHub (${repository})`,
        method,
        headers: { authorization: `Bearer ${await read(token)}`, accept: 'application/vnd.github+json' },
        ...(body && { body }),
      },
      retries,
    );
  return {
    name: 'github',
    async open({ title, body }) {
      const { number } = (await ask('POST', '', { title, body })) as { number: number };
      return String(number);
    },
    async isClosed(id) {
      const { state } = (await ask('GET', `/${id}`)) as { state: string };
      return state === 'closed';
    },
    async close(id, { body }) {
      await ask('POST', `/${id}/comments`, { body });
      await ask('PATCH', `/${id}`, { state: 'closed', state_reason: 'completed' });
    },
  };
}

function pagerdutyIncidents(
  { routingKey, eventsUrl }: NonNullable<Settings['pagerduty']>,
  read: ReadSecret,
  retries?: Retries,
): IncidentTarget {
  const send = async (event: object) => {
    const body = { routing_key: await read(routingKey), ...event };
    return post({ url: eventsUrl, place: 'PagerDuty', body }, retries);
  };
  const keyOf = ({ report }: IncidentSubject) => `lke-platform/${report.platform}/${report.environment}/drift`;
  return {
    name: 'pagerduty',
    async open(subject) {
      const { report, title } = subject;
      const payload = { summary: title, source: report.platform, severity: 'error', timestamp: report.detected_at };
      await send({ event_action: 'trigger', dedup_key: keyOf(subject), payload });
      return keyOf(subject);
    },
    // Its events can be sent and not read.
    isClosed: () => Promise.resolve(false),
    async close(id) {
      await send({ event_action: 'resolve', dedup_key: id });
    },
  };
}

function anyWebhook({ url }: NonNullable<Settings['webhook']>, read: ReadSecret, retries?: Retries): IncidentTarget {
  const send = async (event: 'opened' | 'closed', { report, title }: IncidentSubject) => {
    await post({ url: await read(url), place: 'the webhook', body: { event, title, report } }, retries);
  };
  return {
    name: 'webhook',
    async open(subject) {
      await send('opened', subject);
      return subject.report.report_id;
    },
    isClosed: () => Promise.resolve(false),
    close: (_, subject) => send('closed', subject),
  };
}
