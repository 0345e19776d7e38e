import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { EnvironmentName } from '../../../model/entities/environment';
import type { Platform } from '../../../model/platform';
import type { DriftReport } from '../report';
import type { ReportStore } from '../reports/store';
import { settleIncident } from './incident';
import { incidentTargets } from './incident-targets';
import { type Matter, MATTERS } from './matter';
import type { Retries } from './post';
import { secretReader } from './read-secret';
import { sendToSlack } from './slack';
import { tellStatus } from './status';

export interface NotifyProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  readonly store: ReportStore;
  readonly now: Date;
  /** What people read of a report, in Markdown. */
  readonly markdownOf: (report: DriftReport) => string;
  /** Looks at an environment again, before anybody is called. */
  readonly lookAgain: (environment: EnvironmentName) => Promise<DriftReport>;
  readonly retries?: Retries | undefined;
}

export interface Notified {
  readonly notes: readonly string[];
  /** Deliveries that failed, in words; the next run tries them again. */
  readonly failures: readonly string[];
}

/** Tells whom the platform file names of reports. Never rejects: a report is not lost because nobody could be told. */
export async function notify(reports: readonly DriftReport[], props: NotifyProps): Promise<Notified> {
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const report of reports) {
    const again = once(() => props.lookAgain(report.environment));
    const incidents = MATTERS.map((matter) => () => incident(report, matter, { ...props, lookAgain: again }));
    for (const step of [() => status(report, props), ...incidents]) {
      try {
        const told = await step();
        notes.push(...told.notes);
        failures.push(...told.failures);
      } catch (error) {
        failures.push(`nobody could be told of the drift of ${report.environment}: ${(error as Error).message}`);
      }
    }
  }
  return { notes, failures };
}

async function status(report: DriftReport, props: NotifyProps): Promise<Notified> {
  const { platform, environment, store, now, retries } = props;
  const { slack } = platform.drift;
  if (!slack) return { notes: [], failures: [] };
  const failure = await tellStatus(report, {
    store,
    now,
    tell: async (current, former) => {
      const url = await secretReader(platform, environment)(slack.webhook);
      await sendToSlack(url, messageOf(report, current, former), retries);
    },
  });
  return { notes: [], failures: failure === undefined ? [] : [failure] };
}

function messageOf({ platform, environment, report_id, stacks }: DriftReport, status: string, former?: string): string {
  const limits = stacks.flatMap(({ stack, status: looked, limits: said }) =>
    looked === 'partly' || looked === 'not-checked' ? said.map((limit) => `\n• ${stack}: ${limit}`) : [],
  );
  const before = former === undefined || former === status ? '' : ` (was ${former})`;
  return `Drift of ${platform}, ${environment}: *${status}*${before}. Report ${report_id}${limits.join('')}`;
}

/** What is done the first time that it is asked for, and is answered from then on. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}

function incident(report: DriftReport, matter: Matter, props: NotifyProps): Promise<Notified> {
  const { platform, environment, store, now, markdownOf, lookAgain, retries } = props;
  return settleIncident(report, {
    matter,
    store,
    now,
    targets: incidentTargets(platform.drift, secretReader(platform, environment), retries),
    subjectOf: (about) => ({
      report: about,
      matter,
      title: matter.title(about),
      body: markdownOf(about),
    }),
    lookAgain: () => lookAgain(report.environment),
  });
}
