import { z } from 'zod';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import { SEVERITIES } from '../../../model/rules/drift/finding';
import { DamagedReport } from '../../drift/reports/damaged-report';
import type { DriftReports } from '../../drift/reports/reports';

/** What of a report is told. */
const reportSchema = z.object({
  detected_at: z.iso.datetime(),
  drift_summary: z.enum(SEVERITIES),
  last_complete_at: z.iso.datetime().nullable(),
  findings: z.array(z.object({ severity: z.enum(SEVERITIES) })),
});
export type ToldReport = z.infer<typeof reportSchema>;

/** The last report of each environment; undefined for one that is there and is none. */
export type DriftTold = ReadonlyMap<EnvironmentName, ToldReport | undefined>;

/** Reads the last drift reports. @throws {Error} when the store does not answer, or refuses */
export async function readDrift(reports: Pick<DriftReports, 'list'>, signal: AbortSignal): Promise<DriftTold> {
  const told = new Map<EnvironmentName, ToldReport | undefined>();
  for (const environment of ENVIRONMENT_NAMES) {
    signal.throwIfAborted();
    const [report] = await lastOf(reports, environment);
    if (report !== undefined) told.set(environment, reportSchema.safeParse(report).data);
  }
  return told;
}

/** What is not JSON is a report that nobody can read. */
async function lastOf(reports: Pick<DriftReports, 'list'>, environment: EnvironmentName): Promise<readonly unknown[]> {
  try {
    return await reports.list(environment, 1);
  } catch (error) {
    if (error instanceof DamagedReport) return [null];
    throw error;
  }
}
