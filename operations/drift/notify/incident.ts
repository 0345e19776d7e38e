import { z } from 'zod';
import type { DriftReport } from '../report';
import { fingerprint } from '../grouped';
import type { ReportStore, Stored } from '../reports/store';
import type { IncidentSubject, IncidentTarget } from './target';

const record = z.object({
  /** Since when a run opens it; null when none does. */
  claimed_at: z.iso.datetime().nullable(),
  /** Of the major findings for which it was opened last. */
  fingerprint: z.string(),
  /** Ids of the incident by target; a target that is missing was not reached. */
  targets: z.record(z.string(), z.string()),
});

type IncidentRecord = z.infer<typeof record>;

/** A run that claimed an incident and is not heard of any more is followed by the next one after this time. */
const CLAIM_MS = 15 * 60 * 1000;

export interface IncidentProps {
  readonly store: ReportStore;
  readonly targets: readonly IncidentTarget[];
  readonly now: Date;
  readonly subjectOf: (report: DriftReport) => IncidentSubject;
  /** Looks at the environment again, before anybody is called. */
  readonly lookAgain: () => Promise<DriftReport>;
}

/** What became of the incident of an environment. */
export interface IncidentOutcome {
  /** In words, for the reply. */
  readonly notes: readonly string[];
  /** Deliveries that failed, in words. */
  readonly failures: readonly string[];
}

const NOTHING: IncidentOutcome = { notes: [], failures: [] };

const keyOf = (report: DriftReport) => `incidents/${report.environment}.json`;

/**
 * Opens, keeps and closes the one incident of an environment. A create-only object claims it, so that of two runs one
 * opens it; it stays while major drift lasts, and goes when all was looked at and none is left. One that a person closed
 * meanwhile stays closed for as long as the same findings last: they were seen. Other findings open a new one.
 */
export async function settleIncident(report: DriftReport, props: IncidentProps): Promise<IncidentOutcome> {
  if (props.targets.length === 0) return NOTHING;
  const stored = await props.store.read(keyOf(report));
  if (report.drift_summary === 'major') return stored ? keepOpen(report, stored, props) : openNew(report, props);
  return stored && report.complete ? closeAll(report, stored, props) : NOTHING;
}

async function openNew(first: DriftReport, props: IncidentProps): Promise<IncidentOutcome> {
  const again = await props.lookAgain();
  if (again.drift_summary !== 'major') {
    return { notes: [`no incident for ${first.environment}: a second look found no major drift`], failures: [] };
  }
  const claim: IncidentRecord = { claimed_at: props.now.toISOString(), fingerprint: majorOf(first), targets: {} };
  if ((await props.store.create(keyOf(first), JSON.stringify(claim))) === 'exists') return NOTHING;
  return openAt(props.targets, first, claim, props);
}

async function keepOpen(report: DriftReport, stored: Stored, props: IncidentProps): Promise<IncidentOutcome> {
  const known = record.parse(JSON.parse(stored.text));
  const missing = props.targets.filter(({ name }) => known.targets[name] === undefined);
  if (isOpenedByOther(known, props.now)) return { notes: [], failures: missing.map((it) => notOpenedYet(report, it)) };
  const closed = await closedByPerson(known, props);
  const isOther = known.fingerprint !== majorOf(report);
  const again = [...missing, ...(isOther ? closed.targets : [])];
  const claimed = again.length > 0 ? props.now.toISOString() : null;
  const next = { ...known, claimed_at: claimed, fingerprint: majorOf(report) };
  // Written each time, so that it does not expire while the drift lasts.
  const taken = await props.store.replace(keyOf(report), JSON.stringify(next), stored.tag);
  if (taken === 'changed') return { notes: [], failures: closed.failures };
  const outcome = again.length > 0 ? await openAt(again, report, next, props) : NOTHING;
  const notes = isOther
    ? []
    : closed.targets.map(
        ({ name }) =>
          `somebody closed the incident of ${report.environment} at ${name} while its drift lasts; it is opened again when other drift is found`,
      );
  return { notes: [...notes, ...outcome.notes], failures: [...closed.failures, ...outcome.failures] };
}

const isOpenedByOther = ({ claimed_at: since }: IncidentRecord, now: Date) =>
  since !== null && now.getTime() - Date.parse(since) < CLAIM_MS;

const notOpenedYet = ({ environment }: DriftReport, { name }: IncidentTarget) =>
  `the incident of ${environment} is not opened at ${name} yet: another run is at it, and a later one follows if it was stopped`;

async function closedByPerson({ targets: ids }: IncidentRecord, { targets }: IncidentProps) {
  const closed: IncidentTarget[] = [];
  const failures: string[] = [];
  for (const target of targets) {
    const id = ids[target.name];
    if (id === undefined) continue;
    try {
      if (await target.isClosed(id)) closed.push(target);
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  return { targets: closed, failures };
}

async function openAt(
  targets: readonly IncidentTarget[],
  report: DriftReport,
  known: IncidentRecord,
  { store, subjectOf }: IncidentProps,
): Promise<IncidentOutcome> {
  const opened: Record<string, string> = { ...known.targets };
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const target of targets) {
    try {
      opened[target.name] = await target.open(subjectOf(report));
      notes.push(`incident of ${report.environment} opened at ${target.name}: ${opened[target.name]}`);
    } catch (error) {
      failures.push(`no incident of ${report.environment} could be opened: ${(error as Error).message}`);
    }
    // After each: what is opened is never opened twice. After the last one nobody has to wait for another try.
    const claimed = target === targets.at(-1) ? null : known.claimed_at;
    const next: IncidentRecord = { ...known, claimed_at: claimed, targets: opened };
    await store.write(keyOf(report), JSON.stringify(next));
  }
  return { notes, failures };
}

async function closeAll(report: DriftReport, stored: Stored, props: IncidentProps): Promise<IncidentOutcome> {
  const known = record.parse(JSON.parse(stored.text));
  const left = { ...known.targets };
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const target of props.targets) {
    const id = left[target.name];
    if (id === undefined) continue;
    try {
      if (!(await target.isClosed(id))) await target.close(id, props.subjectOf(report));
      delete left[target.name];
      notes.push(`incident of ${report.environment} closed at ${target.name}: ${id}`);
    } catch (error) {
      failures.push(`the incident of ${report.environment} could not be closed: ${(error as Error).message}`);
    }
  }
  if (failures.length === 0) await props.store.remove(keyOf(report));
  else await props.store.write(keyOf(report), JSON.stringify({ ...known, targets: left } satisfies IncidentRecord));
  return { notes, failures };
}

const majorOf = ({ findings }: DriftReport) => fingerprint(findings.filter(({ severity }) => severity === 'major'));
