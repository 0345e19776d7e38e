import { readFileSync } from 'node:fs';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Status } from '../../model/lifecycle/status';
import { endGrantsOf } from '../access/end-of-environment';
import { sitePlaceOf } from '../access/site';
import type { AuditRecorder } from '../audit/record';
import { type StatusBook, transition } from '../lifecycle/change-status';
import { historyOf, lastChange, standingAfter } from '../lifecycle/history';
import { type LabelOutcome, letLabelsFollow } from '../lifecycle/label-follows';
import { clusterSiteOf } from '../lifecycle/on-cluster';
import { replaceFile } from '../machine/replace-file';
import type { BackupRecord } from './backup/backups';
import { isLiving } from './living-namespace';
import { withRetired } from './platform-file';
import { type RecordedBackup, recordedBackup } from './recorded-backup';
import { RetirementRefused } from './refused';
import { standsAgainst } from './stands-against';
import { type BackupSite, backUp } from './take-backup';
import { claimsIn, fateProblems, type Fates, settleVolumes } from './volumes';

/** What it takes to retire an environment. */
export interface RetireSite extends BackupSite {
  readonly book: StatusBook;
  readonly audit: AuditRecorder;
  readonly variables: EnvironmentVariables;
}

export interface RetireProps {
  /** The platform file. */
  readonly file: string;
  /** What was said of claims now; what was said before holds, too. */
  readonly fates: Readonly<Record<string, string>>;
  /** Asks for consent to all of it. @throws {Error} when it is not given */
  readonly confirm: () => Promise<void>;
  /** Whether somebody else has to see the file before anything goes. @param written whether this run wrote into it */
  readonly waitsForReview: (written: boolean) => Promise<boolean>;
  /** Writes the stack as the file has it now: without protection, and without locks. */
  readonly synthesize: () => Promise<void>;
}

/** How far it came. */
export type Retirement =
  /** `retired: true` stands in the file, and is to be reviewed; what comes after that is for another run. */
  | { readonly status: 'waits-for-review'; readonly backup: BackupRecord | undefined }
  /** All is done that comes before its destruction. */
  | {
      readonly status: 'to-be-destroyed';
      /** Undefined where the namespace is gone already, or going. */
      readonly backup: BackupRecord | undefined;
      /** Whether the label in the cluster is what the ledger says. */
      readonly label: LabelOutcome | undefined;
    };

/**
 * Does everything that comes before the destruction of an environment: what is missing of it, so that it can be run again
 * after an end at any step. What was done is read from the ledger, the file and the cluster, never from a note.
 *
 * @throws {RetirementRefused} with everything that stands against it; then nothing was done
 */
export async function prepareRetirement(site: RetireSite, props: RetireProps): Promise<Retirement> {
  const { environment, client, book, onStep } = site;
  const { file, fates: given } = props;
  const standing = standingAfter(await lastChange(book.ledger, environment.name));
  const { status } = standing;
  const isThere = await isLiving(client, environment.namespace);
  const claims = isThere ? await claimsIn(client, environment.namespace) : [];
  const recorded = await recordedBackup(book.ledger, environment.name, await beginningOf(site, standing));
  const fates = { ...recorded?.fates, ...given };
  const text = readFileSync(file, 'utf8');
  const { variables } = site;
  const against = standsAgainst({ environment, status, isThere, claims, fates, given, file, text, variables });
  if (against.length > 0) throw new RetirementRefused(against);
  await props.confirm();

  const backup = isThere ? await keepAll(site, fates as Fates, recorded) : undefined;
  await endGrants(site);
  if (!environment.retired) {
    onStep(`writing retired: true into ${file}`);
    replaceFile(file, withRetired(text, environment.name));
  }
  if (await props.waitsForReview(!environment.retired)) return { status: 'waits-for-review', backup };
  onStep('writing its stack without protection');
  await props.synthesize();
  const label = await closeForGood(site, status);
  if (!isThere) return { status: 'to-be-destroyed', backup: undefined, label };
  // From here on only a cluster-admin changes it: what was changed since the first backup is kept, too.
  const final = await keepAll(site, fates as Fates, backup && { key: backup.key, fates: fates as Fates });
  onStep('settling what becomes of its volumes');
  await settleVolumes(client, await claimsIn(client, environment.namespace), fates as Fates);
  return { status: 'to-be-destroyed', backup: final, label };
}

/**
 * Backs up what the last backup does not hold. Claims are counted anew: one that was made since nobody has spoken of.
 *
 * @param last the last backup, and what was said of the claims then
 */
async function keepAll(
  site: RetireSite,
  fates: Fates,
  last: Pick<RecordedBackup, 'key' | 'fates'> | undefined,
): Promise<BackupRecord> {
  const { environment, client, backups } = site;
  const claims = await claimsIn(client, environment.namespace);
  const ofThese = Object.fromEntries(Object.entries(fates).filter(([name]) => claims.some((it) => it.name === name)));
  const silent = fateProblems(environment.name, claims, ofThese);
  if (silent.length > 0) throw new RetirementRefused(silent);
  const kept = last && (await backups.list(environment.name)).find(({ key }) => key === last.key);
  const { backup } = await backUp(site, claims, ofThese, kept && { backup: kept, fates: last.fates });
  return backup;
}

/** Backups count from the change that made the environment ready; that it is retired came after them. */
async function beginningOf(
  { book, environment: { name } }: RetireSite,
  { status, since }: { readonly status: Status; readonly since: number },
): Promise<number> {
  if (status !== 'retired') return since;
  const changes = await historyOf(book.ledger, name);
  return changes.filter(({ sequence }) => sequence < since).at(-1)?.sequence ?? 0;
}

async function endGrants({ platform, environment, variables, audit, onStep }: RetireSite): Promise<void> {
  onStep('ending what was granted');
  await endGrantsOf(environment.name, { site: sitePlaceOf(platform), environment: variables, audit });
}

/** Writes that it is retired, which closes the gate; that was done before where a former run ended here. */
async function closeForGood(
  { platform, environment: { name }, book, variables, onStep }: RetireSite,
  status: Status,
): Promise<LabelOutcome | undefined> {
  onStep('writing that it is retired');
  if (status !== 'retired') await transition(book, name, 'scheduled-retirement');
  return (await letLabelsFollow(clusterSiteOf(platform), variables, book.ledger, [name])).get(name);
}
