import type { AuditRecorder } from '../audit/record';
import { Interrupted } from '../engine/interrupts';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { CHECKS } from './all-checks';
import { type Check, fail, type Finding, notChecked } from './check';
import { removeLeftovers } from './leftovers';
import { isAboutTheWay, whatOf } from './store';
import type { Surroundings } from './surroundings';

/** One line of doctor's report. */
export interface Line extends Finding, Pick<Check, 'id' | 'title'> {}

export interface ExamineOptions {
  /** Whether what interrupted runs left at Linode is removed first. @default false */
  readonly cleanUp?: boolean;
  /** What to look at. @default - everything */
  readonly checks?: readonly Check[];
  /** Where that is written down. @default - nowhere */
  readonly audit?: AuditRecorder | undefined;
}

/**
 * Runs every check: first those that only look, all at once, then those that make something to find out.
 *
 * @param onStep called with what begins, in words
 * @returns a line for each, in the order of the report
 * @throws {Interrupted} when a signal came, after what was made is removed
 */
export async function examine(
  surroundings: Surroundings,
  onStep: (text: string) => void,
  { cleanUp = false, checks = CHECKS, audit }: ExamineOptions = {},
): Promise<Line[]> {
  const { platform, environment } = surroundings;
  if (environment.LINODE_TOKEN) {
    // A person waits: one attempt has to do.
    const requestLimits = { timeoutMs: surroundings.timeoutMs ?? 15_000, attempts: 1 };
    connectLinode(linodeAccess(platform.sources.linodeApi, environment), requestLimits);
  }
  if (cleanUp) await removeLeftovers(platform, onStep, audit);
  const lines = new Map<Check, Line>();
  const run = async (check: Check) => {
    lines.set(check, { id: check.id, title: check.title, ...(await findingOf(check, surroundings)) });
  };
  onStep('looking around');
  await Promise.all(checks.filter(({ makesSomething }) => !makesSomething).map(run));
  for (const check of checks.filter(({ makesSomething }) => makesSomething)) {
    onStep(`trying the ${check.title}`);
    await run(check);
  }
  return checks.flatMap((check) => lines.get(check) ?? []);
}

async function findingOf(check: Check, surroundings: Surroundings): Promise<Finding> {
  try {
    return await check.run(surroundings);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    if (isAboutTheWay(error))
      return notChecked(whatOf(error), 'see the lines of the Linode API and of the object storage');
    return fail(`the check itself failed: ${whatOf(error)}`, 'run it again with --debug, and report that');
  }
}

/** Whether a deploy cannot work, or would be unsafe. */
export const isUnsafe = (lines: readonly Line[]) => lines.some(({ status }) => status === 'fail');
