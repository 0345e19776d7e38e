import { randomUUID } from 'node:crypto';
import type { EnvironmentName } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import type { DriftPolicy } from '../../model/rules/drift/judge';
import { accessToReports } from '../deploy/bucket-access';
import type { Deployment } from '../deploy/deployment';
import { Deadline } from '../machine/deadline';
import { requestsWithin } from '../object-storage/client';
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
  /** How long one stack, and what no plan shows, may take each. @default - as long as it takes */
  readonly timeoutMs?: number | undefined;
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

/** The bucket of reports of a deployed platform. @param timeoutMs within which it has to answer @throws {Error} when no key is set */
export const reportStoreOf = (
  { output, environment }: Pick<Deployment, 'output' | 'environment'>,
  timeoutMs?: number,
): ReportStore => {
  const limits = timeoutMs === undefined ? undefined : requestsWithin(Deadline.in(timeoutMs));
  return s3ReportStore(accessToReports(output.endpoint, environment, limits), output.buckets.reports);
};

/** Looks at a deployed platform, and keeps a report for each environment. A report that cannot be kept is not lost. */
export async function platformDrift(deployment: Deployment, props: PlatformDriftProps): Promise<PlatformDrift> {
  const { environments, policy, parallelism, planFiles, timeoutMs, keep = true } = props;
  const { output, environment: variables } = deployment;
  const place = { output, environment: variables, timeoutMs };
  const detected = await detectDrift(deployment, {
    environments,
    policy,
    parallelism,
    planFiles,
    timeoutMs,
    now: new Date(),
    readOutside: (stacks) => readOutside(place, stacks),
    attribute: (differences, stacks) => attribute(place, differences, stacks),
  });
  const kept = new DriftReports(reportStoreOf(deployment, timeoutMs), deployment.output.platform);
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
