import { z } from 'zod';
import type { DriftReport } from '../report';
import type { Matter } from './matter';

const atTarget = z.object({
  /** Of the incident there. */
  id: z.string(),
  /** What it was told of. */
  told: z.array(z.string()),
});

/** What is kept of an incident of an environment. */
export const incidentRecord = z.object({
  /** Since when a run opens it; null when none does. */
  claimed_at: z.iso.datetime().nullable(),
  /** By target; one that is missing was not reached. Earlier releases wrote the id alone. */
  targets: z.record(z.string(), z.union([atTarget, z.string().transform((id) => ({ id, told: [] as string[] }))])),
});

export type IncidentRecord = z.infer<typeof incidentRecord>;

/** A run that claimed an incident and is not heard of any more is followed by the next one after this time. */
const CLAIM_MS = 15 * 60 * 1000;

/** Whether another run is opening it. */
export const isClaimed = ({ claimed_at: since }: IncidentRecord, now: Date) =>
  since !== null && now.getTime() - Date.parse(since) < CLAIM_MS;

/**
 * The record without what was repaired: that is told of anew where it comes back. A report that is not complete does not
 * say what was repaired.
 */
export function withoutRepaired(
  { targets, ...rest }: IncidentRecord,
  report: DriftReport,
  { found }: Matter,
): IncidentRecord {
  if (!report.complete) return { targets, ...rest };
  const there = found(report);
  const left = Object.entries(targets).map(([name, { id, told }]) => [
    name,
    { id, told: told.filter((it) => there.includes(it)) },
  ]);
  return { ...rest, targets: Object.fromEntries(left) as IncidentRecord['targets'] };
}
