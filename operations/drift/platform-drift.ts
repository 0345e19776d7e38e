import { randomUUID } from 'node:crypto';
import type { EnvironmentName } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import type { DriftPolicy } from '../../model/rules/drift/judge';
import { accessToReports } from '../deploy/bucket-access';
import type { Deployment } from '../deploy/deployment';
import { detectDrift, type Detected } from './detect';
import { readOutside } from './outside/read-outside';
import type { DriftReport } from './report';
import { DriftReports } from './reports/reports';
import { type ReportStore, s3ReportStore } from './reports/store';
import { attribute } from './who/attribute';

export interface PlatformDriftProps {
  readonly environments: readonly EnvironmentName[];
  readonly policy: DriftPolicy;
  readonly parallelism: number;
  /** Saved plans to read in place of plans of what was applied, by stack. @default - none */
  readonly planFiles?: ReadonlyMap<StackId, string> | undefined;
  /** Whether reports are kept. @default true */
  readonly keep?: boolean | undefined;
}

/** What came of a detection: a report for each environment. */
export interface PlatformDrift {
  readonly reports: readonly DriftReport[];
  readonly detected: Detected;
  /** Why reports could not be kept, in words; empty where all were. */
  readonly unkept: readonly string[];
}

/** The bucket of reports of a deployed platform. @throws {Error} when no key is set */
export const reportStoreOf = ({ output, environment }: Pick<Deployment, 'output' | 'environment'>): ReportStore =>
  s3ReportStore(accessToReports(output.endpoint, environment), output.buckets.reports);

/** Looks at a deployed platform, and keeps a report for each environment. A report that cannot be kept is not lost. */
export async function platformDrift(deployment: Deployment, props: PlatformDriftProps): Promise<PlatformDrift> {
  const { environments, policy, parallelism, planFiles, keep = true } = props;
  const detected = await detectDrift(deployment, {
    environments,
    policy,
    parallelism,
    planFiles,
    now: new Date(),
    readOutside: (stacks) => readOutside(deployment, stacks),
    attribute: (differences, stacks) => attribute(deployment, differences, stacks),
  });
  const kept = new DriftReports(reportStoreOf(deployment), deployment.output.platform);
  const reports: DriftReport[] = [];
  const unkept: string[] = [];
  for (const environment of environments) {
    const report = await kept.make(detected, environment, randomUUID(), unkept);
    reports.push(report);
    if (!keep) continue;
    try {
      await kept.keep(report, detected);
    } catch (error) {
      unkept.push(`the report of ${environment} cannot be kept: ${(error as Error).message}`);
    }
  }
  return { reports, detected, unkept };
}
