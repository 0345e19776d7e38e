import { shellLine } from '../../model/shell-line';
import { lockText } from '../object-storage/locks';
import type { FoundOrphans } from './find-orphans';
import { wordFor } from './kinds';
import type { Orphan } from './orphan';
import { referenceOf } from './thing';

/** What is said of an orphan, and the way out. */
export interface OrphanReport {
  readonly where?: string;
  readonly what: string;
  readonly fix: string;
}

export interface ReportOptions {
  /** Whether every stack was planned, so that no other one would take it over. @default false */
  readonly allPlanned?: boolean;
}

/** Says what an orphan is, why it counts as one, and how to take it over or remove it. */
export function orphanReport(orphan: Orphan, { allPlanned = false }: ReportOptions = {}): OrphanReport {
  const { type, mark, wanted } = orphan;
  if (type === 'helm_revision') return unfinishedRevision(orphan);
  const reason = mark ?? 'it is in the way';
  return {
    ...(wanted && { where: `stack ${wanted.stack}, ${wanted.address}` }),
    what: `the ${titleOf(orphan)} exists, and no state holds it: ${reason}`,
    fix: wayOut(orphan, allPlanned),
  };
}

/** What it is called, and its id; a pool may be without a label. */
const titleOf = ({ type, name, id }: Orphan) => [wordFor(type), name, `(${id})`].filter(Boolean).join(' ');

/** What to do while somebody is at work. */
export const LOCK_FIX =
  'wait until that is over; if it is dead, release its lock as npx lke-platform doctor says, and look again';

/**
 * Says what each orphan is. While somebody is at work on a state, what is made there cannot be told from an orphan: then
 * there is one report, and no way to remove anything.
 */
export function orphanReports(
  { orphans, locks }: Pick<FoundOrphans, 'orphans' | 'locks'>,
  options: ReportOptions = {},
) {
  if (locks.length === 0 || orphans.length === 0) return orphans.map((orphan) => orphanReport(orphan, options));
  const things = orphans.map(titleOf).join(', ');
  return [{ what: `no state holds ${things}, but ${locks.map(lockText).join('; ')}`, fix: LOCK_FIX }];
}

/** A person's or a team's own, which no stack makes. */
const IN_NO_STACK = 'linode_object_storage_key';

function wayOut(orphan: Orphan, allPlanned: boolean): string {
  const { wanted, obstacle } = orphan;
  if (wanted && obstacle !== undefined) return obstacle;
  const takeOver = wanted
    ? `let the stack take it over: npx lke-platform apply ${wanted.stack} --take-over`
    : !allPlanned && orphan.type !== IN_NO_STACK && 'see whether a stack takes it over: npx lke-platform plan';
  return [takeOver, removal(orphan)].filter(Boolean).join('; or ');
}

function uninstallLine({ id }: Orphan): string {
  const [namespace = '', release = ''] = id.split('/');
  return shellLine('helm', 'uninstall', release, '--namespace', namespace);
}

/** What can be removed is what the platform has made: something with its marks. */
function removal(orphan: Orphan): string | undefined {
  if (orphan.type === 'helm_release') {
    return orphan.wanted ? undefined : `if nobody needs it, uninstall it: ${uninstallLine(orphan)}`;
  }
  if (orphan.mark === undefined) return undefined;
  const command = `npx lke-platform orphans --remove ${referenceOf(orphan)}`;
  return orphan.protectedBy === undefined
    ? `remove it: ${command}`
    : `remove it in two steps: first set ${orphan.protectedBy}: false in the platform file, have that reviewed, and synthesize; then ${command}`;
}

function unfinishedRevision(orphan: Orphan): OrphanReport {
  return {
    what: `the release ${orphan.name} is in the middle of an operation that is not going on (${orphan.mark ?? ''}): helm refuses every other one`,
    fix: `once nobody is at work on it, remove the unfinished revision: npx lke-platform orphans --remove ${referenceOf(orphan)}; then apply again`,
  };
}
