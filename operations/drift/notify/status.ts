import { z } from 'zod';
import type { DriftReport } from '../report';
import type { ReportStore } from '../reports/store';

const schema = z.object({
  status: z.string(),
  /** Whether it was delivered. */
  told: z.boolean(),
  at: z.iso.datetime(),
});

/** A run that began to tell and is not heard of any more is followed by the next one after this time. */
const TELLING_MS = 10 * 60 * 1000;

export interface StatusProps {
  readonly store: ReportStore;
  readonly now: Date;
  /** Tells people of the status. @throws {Error} when it was not delivered */
  readonly tell: (status: string, former: string | undefined) => Promise<void>;
}

/** The status of an environment in words; what could not be looked at is one of its own. */
export const statusOf = ({ drift_summary, complete }: DriftReport) =>
  complete ? drift_summary : `${drift_summary}, not all checked`;

/**
 * Tells people once of each change of the status of an environment. A first "none" is not told.
 *
 * @returns why it could not be delivered; the next run tries again
 */
export async function tellStatus(report: DriftReport, { store, now, tell }: StatusProps): Promise<string | undefined> {
  const key = `status/${report.environment}.json`;
  const stored = await store.read(key);
  const known = stored && schema.parse(JSON.parse(stored.text));
  const status = statusOf(report);
  if (known ? isTold(known, status, now) : status === 'none') return undefined;
  const begun = JSON.stringify({ status, told: false, at: now.toISOString() });
  const claimed = await (stored ? store.replace(key, begun, stored.tag) : store.create(key, begun));
  if (claimed === 'exists' || claimed === 'changed') return undefined; // another run tells it
  try {
    await tell(status, known?.status);
    await store.write(key, JSON.stringify({ status, told: true, at: now.toISOString() }));
    return undefined;
  } catch (error) {
    // Nobody has to wait for another try.
    await store.write(key, JSON.stringify({ status, told: false, at: new Date(0).toISOString() }));
    return `nobody could be told of the drift of ${report.environment}: ${(error as Error).message}`;
  }
}

function isTold({ status, told, at }: z.infer<typeof schema>, now: string, time: Date): boolean {
  if (status !== now) return false;
  return told || time.getTime() - Date.parse(at) < TELLING_MS;
}
