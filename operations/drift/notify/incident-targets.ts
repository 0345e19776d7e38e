import type { PlatformFile } from '../../../model/platform-file';
import { post, postOnce, Refused, type Request, type Retries, tryAgain } from './post';
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
  const requestOf = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Request> => ({
    url: `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/issues${path}`,
    place: `GitHub (${repository})`,
    method,
    headers: { authorization: `Bearer ${await read(token)}`, accept: 'application/vnd.github+json' },
    ...(body && { body }),
  });
  const ask = async (...about: Parameters<typeof requestOf>) => post(await requestOf(...about), retries);
  const askOnce = async (...about: Parameters<typeof requestOf>) => postOnce(await requestOf(...about));
  const openIssues = async () => {
    const all: Issue[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await askOnce('GET', `?state=open&per_page=${PAGE}&page=${page}`);
      const issues = Array.isArray(answer) ? (answer as Issue[]) : [];
      all.push(...issues);
      if (issues.length < PAGE) return all;
    }
  };
  // An answer may be lost though the issue was opened: each try looks for it before.
  const open = (subject: IncidentSubject) =>
    tryAgain(async () => {
      const { title, body } = subject;
      const mark = `<!-- lke-platform drift ${placeOf(subject)} -->`;
      const known = (await openIssues()).find((issue) => hasLine(issue, mark) && isOurs(issue));
      const { number } = known ?? ((await askOnce('POST', '', { title, body: `${body}\n${mark}` })) as Partial<Issue>);
      return String(number);
    }, retries);
  const isClosed = async (id: string) => {
    try {
      const { state } = (await ask('GET', `/${id}`)) as { state: string };
      return state === 'closed';
    } catch (error) {
      if (!(error instanceof Refused && GONE.includes(error.status))) throw error;
      // Of what the token may not read GitHub says the same.
      await ask('GET', '?state=open&per_page=1');
      return true;
    }
  };
  return {
    name: 'github',
    open,
    isClosed,
    async tellMore(id, subject) {
      if (await isClosed(id)) return open(subject);
      await ask('POST', `/${id}/comments`, { body: subject.body });
      return id;
    },
    async close(id, { body }) {
      await ask('POST', `/${id}/comments`, { body });
      await ask('PATCH', `/${id}`, { state: 'closed', state_reason: 'completed' });
    },
  };
}

/** What tells the incidents of one place apart: of each platform, environment and matter there is one. */
function placeOf({ report: { platform, environment }, matter: { name } }: IncidentSubject): string {
  return `${platform}/${environment}${name === 'drift' ? '' : `/${name}`}`;
}

/** What GitHub answers of an issue that was moved to another repository, and of one that was deleted. */
const GONE: readonly number[] = [301, 404, 410];

interface Issue {
  readonly number: number;
  readonly body: string | null;
  readonly user?: { readonly type: string } | null;
  readonly author_association?: string;
  /** GitHub lists pull requests among the issues. */
  readonly pull_request?: object;
}

const PAGE = 100;
/** Who may write nothing into a repository, where anybody may open an issue. */
const OUTSIDERS: readonly string[] = ['NONE', 'MANNEQUIN', 'FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR', 'CONTRIBUTOR'];

/** What was found is quoted within lines of the body: a text of somebody else's can be the mark of another environment. */
const hasLine = ({ body }: Issue, line: string) => body?.split(/\r?\n/).includes(line) === true;

/** Whether an issue can be one of ours: anybody could write our mark into theirs, and close it. The token of a workflow is a bot's. */
const isOurs = ({ user, author_association: association = '', pull_request: pull }: Issue) =>
  pull === undefined && (user?.type === 'Bot' || !OUTSIDERS.includes(association));

function pagerdutyIncidents(
  { routingKey, eventsUrl }: NonNullable<Settings['pagerduty']>,
  read: ReadSecret,
  retries?: Retries,
): IncidentTarget {
  const send = async (event: object) => {
    const body = { routing_key: await read(routingKey), ...event };
    return post({ url: eventsUrl, place: 'PagerDuty', body }, retries);
  };
  const keyOf = ({ report: { platform, environment }, matter }: IncidentSubject) =>
    `lke-platform/${platform}/${environment}/${matter.name}`;
  const trigger = async (subject: IncidentSubject) => {
    const { report, title, matter } = subject;
    const { platform: source, detected_at: timestamp } = report;
    const payload = { summary: title, source, severity: matter.severity, timestamp };
    await send({ event_action: 'trigger', dedup_key: keyOf(subject), payload });
    return keyOf(subject);
  };
  return {
    name: 'pagerduty',
    open: trigger,
    // Where the alert is open it is noted there; where it was resolved it is a new one.
    tellMore: (_, subject) => trigger(subject),
    // Its events can be sent and not read.
    isClosed: () => Promise.resolve(false),
    async close(id) {
      await send({ event_action: 'resolve', dedup_key: id });
    },
  };
}

function anyWebhook({ url }: NonNullable<Settings['webhook']>, read: ReadSecret, retries?: Retries): IncidentTarget {
  const send = async (event: 'opened' | 'closed', { report, title, matter: { name: about } }: IncidentSubject) => {
    // Whoever gets it a second time, because the first answer was lost, knows it by this key.
    const which = about === 'drift' ? event : `${event}-${about}`;
    const headers = { 'idempotency-key': `${which}-${report.report_id}` };
    await post({ url: await read(url), place: 'the webhook', headers, body: { event, about, title, report } }, retries);
  };
  const open = async (subject: IncidentSubject) => {
    await send('opened', subject);
    return subject.report.report_id;
  };
  return {
    name: 'webhook',
    open,
    tellMore: (_, subject) => open(subject),
    // Nothing can be read there.
    isClosed: () => Promise.resolve(false),
    close: (_, subject) => send('closed', subject),
  };
}
