import type { SynthesizedStack } from '../deploy/output-folder';
import { UNFINISHED_REVISION } from './kubernetes-things';
import type { FoundOrphans } from './find-orphans';
import type { Orphan } from './orphan';
import { orphanReport, type OrphanReport } from './report';
import type { Wanted } from './wanted';

/** Something exists that the apply of a stack would run into, or make a second time. */
export class OrphansInTheWay extends Error {
  readonly problems: readonly (OrphanReport & { readonly severity: 'error' })[];

  constructor(readonly orphans: readonly Orphan[]) {
    const reports = orphans.map((orphan) => orphanReport(orphan));
    super(reports.map(({ what }) => what).join('\n'));
    this.name = 'OrphansInTheWay';
    this.problems = reports.map((report) => ({ severity: 'error', ...report }));
  }
}

/** The orphans that one stack would run into, apart from those that it can take over. */
export interface InTheWay {
  /** They can become part of the stack. */
  readonly takeable: readonly Orphan[];
  /** They have to go, or to be taken over in another way. */
  readonly blocking: readonly Orphan[];
}

/** Sorts out what is in the way of a stack. @param releases whether the plan changes releases of helm */
export function inTheWayOf(
  { id }: Pick<SynthesizedStack, 'id'>,
  orphans: readonly Orphan[],
  releases: boolean,
): InTheWay {
  const wanted = orphans.filter((orphan) => orphan.wanted?.stack === id);
  const unfinished = releases ? orphans.filter(({ type }) => type === UNFINISHED_REVISION) : [];
  return {
    takeable: wanted.filter(({ obstacle }) => obstacle === undefined),
    blocking: [...wanted.filter(({ obstacle }) => obstacle !== undefined), ...unfinished],
  };
}

/**
 * Whether something may be in the way of a plan that was not seen.
 *
 * @param wanted what the plan would make
 * @param releases whether it changes releases of helm
 */
export function mayBeInTheWay(
  { unseen }: Pick<FoundOrphans, 'unseen'>,
  wanted: readonly Pick<Wanted, 'type'>[],
  releases: boolean,
): boolean {
  const types = [...wanted.map(({ type }) => type), ...(releases ? [UNFINISHED_REVISION] : [])];
  return types.some((type) => unseen.some((beginning) => type.startsWith(beginning)));
}
