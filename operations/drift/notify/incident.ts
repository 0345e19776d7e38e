import type { DriftReport } from '../report';
import type { ReportStore, Stored } from '../reports/store';
import { type IncidentRecord, incidentRecord, isClaimed, withoutRepaired } from './incident-record';
import type { Matter } from './matter';
import type { IncidentSubject, IncidentTarget } from './target';

export interface IncidentProps {
  /** What it is about. */
  readonly matter: Matter;
  readonly store: ReportStore;
  readonly targets: readonly IncidentTarget[];
  readonly now: Date;
  readonly subjectOf: (report: DriftReport) => IncidentSubject;
  /** Looks at the environment again, before anybody is called. */
  readonly lookAgain: () => Promise<DriftReport>;
}

/** What became of an incident of an environment. */
export interface IncidentOutcome {
  /** In words, for the reply. */
  readonly notes: readonly string[];
  /** Deliveries that failed, in words. */
  readonly failures: readonly string[];
}

const NOTHING: IncidentOutcome = { notes: [], failures: [] };

/**
 * Opens, keeps and closes the one incident of an environment about one matter. A create-only object claims it, so that of
 * two runs one opens it; it stays while that lasts, and goes when all was looked at and nothing of it is left. One that a person closed
 * meanwhile stays closed for as long as nothing is found that it was not told of: the rest was seen. Whatever calls
 * somebody is looked at again before.
 */
export async function settleIncident(report: DriftReport, props: IncidentProps): Promise<IncidentOutcome> {
  if (props.targets.length === 0) return NOTHING;
  const { key, found } = props.matter;
  const stored = await props.store.read(key(report));
  if (found(report).length > 0) return stored ? keepOpen(report, stored, props) : openNew(report, props);
  return stored && report.complete ? closeAll(report, stored, props) : NOTHING;
}

async function openNew(report: DriftReport, props: IncidentProps): Promise<IncidentOutcome> {
  const again = await props.lookAgain();
  if (props.matter.found(again).length === 0) return notFoundAgain(again, props);
  const claim: IncidentRecord = { claimed_at: props.now.toISOString(), targets: {} };
  if ((await props.store.create(props.matter.key(report), JSON.stringify(claim))) === 'exists') return NOTHING;
  return tellAt(props.targets, report, claim, props);
}

function notFoundAgain(again: DriftReport, { matter: { found, words } }: IncidentProps): IncidentOutcome {
  const what = found(again).length > 0 ? words.other : words.one;
  return { notes: [`no incident for ${again.environment}: a second look found no ${what}`], failures: [] };
}

async function keepOpen(report: DriftReport, stored: Stored, props: IncidentProps): Promise<IncidentOutcome> {
  const { found, key } = props.matter;
  const known = withoutRepaired(incidentRecord.parse(JSON.parse(stored.text)), report, props.matter);
  const uninformed = uninformedOf(found(report), known, props);
  if (isClaimed(known, props.now))
    return { notes: [], failures: uninformed.map((it) => notToldYet(report, it, props)) };
  const again = uninformed.length > 0 ? await props.lookAgain() : report;
  const confirmed = found(report).filter((it) => found(again).includes(it));
  const called = found(again).length > 0 ? uninformedOf(confirmed, known, props) : [];
  const next = { ...known, claimed_at: called.length > 0 ? props.now.toISOString() : null };
  // Written each time, so that it does not expire while it lasts.
  if ((await props.store.replace(key(report), JSON.stringify(next), stored.tag)) === 'changed') return NOTHING;
  const informed = props.targets.filter((it) => !uninformed.includes(it));
  return together(
    await closedByPerson(informed, report, known, props),
    uninformed.length > 0 && called.length === 0 ? notFoundAgain(again, props) : NOTHING,
    await tellAt(called, report, next, props),
  );
}

/** Targets that were not reached yet, or not told of one of the findings. */
const uninformedOf = (found: readonly string[], { targets: known }: IncidentRecord, { targets }: IncidentProps) =>
  targets.filter(({ name }) => {
    const told = known[name]?.told;
    return told === undefined || found.some((it) => !told.includes(it));
  });

const notToldYet = (report: DriftReport, { name }: IncidentTarget, { matter }: IncidentProps) =>
  `the ${matter.incident(report)} is not told at ${name} yet: another run is at it, and a later one follows if it was stopped`;

const together = (...outcomes: readonly IncidentOutcome[]): IncidentOutcome => ({
  notes: outcomes.flatMap(({ notes }) => notes),
  failures: outcomes.flatMap(({ failures }) => failures),
});

/** Says where a person closed an incident of something that lasts. */
async function closedByPerson(
  targets: readonly IncidentTarget[],
  report: DriftReport,
  known: IncidentRecord,
  { matter: { incident, words } }: IncidentProps,
): Promise<IncidentOutcome> {
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const target of targets) {
    const { id } = known.targets[target.name] ?? {};
    try {
      if (id === undefined || !(await target.isClosed(id))) continue;
      const until = `another one is opened when ${words.other} is found`;
      notes.push(`somebody closed the ${incident(report)} at ${target.name} while ${words.lasts}; ${until}`);
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  return { notes, failures };
}

async function tellAt(
  targets: readonly IncidentTarget[],
  report: DriftReport,
  known: IncidentRecord,
  { store, subjectOf, matter: { found, incident, key, name: about } }: IncidentProps,
): Promise<IncidentOutcome> {
  const reached = { ...known.targets };
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const target of targets) {
    const { name } = target;
    const before = reached[name];
    try {
      const subject = subjectOf(report);
      const id = await (before ? target.tellMore(before.id, subject) : target.open(subject));
      reached[name] = { id, told: [...new Set([...(before?.told ?? []), ...found(report)])] };
      const isSame = before?.id === id;
      const what = about === 'drift' ? 'told of other drift' : 'told of more';
      notes.push(`${incident(report)} ${isSame ? what : 'opened'} at ${name}: ${id}`);
    } catch (error) {
      failures.push(`no ${incident(report)} could be opened: ${(error as Error).message}`);
    }
    // After each: what is opened is never opened twice. After the last one nobody has to wait for another try.
    const claimed = target === targets.at(-1) ? null : known.claimed_at;
    const next: IncidentRecord = { claimed_at: claimed, targets: reached };
    await store.write(key(report), JSON.stringify(next));
  }
  return { notes, failures };
}

async function closeAll(report: DriftReport, stored: Stored, props: IncidentProps): Promise<IncidentOutcome> {
  const { incident, key } = props.matter;
  const known = incidentRecord.parse(JSON.parse(stored.text));
  const left = { ...known.targets };
  const [notes, failures]: [string[], string[]] = [[], []];
  for (const target of props.targets) {
    const { id } = left[target.name] ?? {};
    if (id === undefined) continue;
    try {
      if (!(await target.isClosed(id))) await target.close(id, props.subjectOf(report));
      delete left[target.name];
      notes.push(`${incident(report)} closed at ${target.name}: ${id}`);
    } catch (error) {
      failures.push(`the ${incident(report)} could not be closed: ${(error as Error).message}`);
    }
  }
  if (failures.length === 0) await props.store.remove(key(report));
  else await props.store.write(key(report), JSON.stringify({ ...known, targets: left } satisfies IncidentRecord));
  return { notes, failures };
}
