import type { Platform } from '../../../model/platform';
import type { DriftReports } from '../../../operations/drift/reports/reports';
import type { CommandContext } from '../../command-context';
import { platformOf } from '../secrets/platform-of';
import type { FileOption } from './policy-of';

/** The kept reports of the platform that a file describes. */
export async function keptReports(
  options: FileOption,
  context: CommandContext,
): Promise<{ readonly platform: Platform; readonly reports: DriftReports }> {
  const platform = await platformOf(options, context);
  const { accessToReports } = await import('../../../operations/deploy/bucket-access');
  const { DriftReports } = await import('../../../operations/drift/reports/reports');
  const { s3ReportStore } = await import('../../../operations/drift/reports/store');
  const { endpoint, buckets } = platform.state;
  const store = s3ReportStore(accessToReports(endpoint, context.streams.env), buckets.reports);
  return { platform, reports: new DriftReports(store, platform.name) };
}
