import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';

import type { Detected } from '../detect';
import { type DriftReport, reportOf } from '../report';
import { DamagedReport } from './damaged-report';
import { publishedPlan } from './published-plan';
import type { ReportStore } from './store';

/** Beginning of the keys of all reports. */
const REPORTS_PREFIX = 'reports/';

/** Names of the objects of one report, after its folder. */
const REPORT = 'report.json';
const DETAILS = 'details.json';

/** Keys sort by the time. */
const folderOf = (environment: EnvironmentName, at: Date, id: string) =>
  `${REPORTS_PREFIX}${environment}/${at.toISOString().replace(/[:.]/g, '-')}-${id}/`;

/** The drift reports of a platform, in its bucket of reports. */
export class DriftReports {
  constructor(
    private readonly store: ReportStore,
    private readonly platform: string,
  ) {}

  /**
   * Makes the report of an environment, without keeping it.
   *
   * @param troubles gets why the last report could not be read
   */
  async make(
    detected: Detected,
    environment: EnvironmentName,
    reportId: string,
    troubles: string[],
  ): Promise<DriftReport> {
    const detailsPath = `${folderOf(environment, detected.at, reportId)}${DETAILS}`;
    const lastCompleteAt = await this.lastCompleteAt(environment, troubles);
    return reportOf(detected, { environment, platform: this.platform, reportId, detailsPath, lastCompleteAt });
  }

  private async lastCompleteAt(environment: EnvironmentName, troubles: string[]): Promise<string | undefined> {
    try {
      return (await this.list(environment, 1))[0]?.last_complete_at ?? undefined;
    } catch (error) {
      troubles.push(`the last report of ${environment} cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Keeps a report with the full plan that it was made from. The report comes last: it never names what is not there. */
  async keep(report: DriftReport, detected: Detected): Promise<void> {
    const looked = new Set(report.stacks.map(({ stack }) => stack));
    const plans = detected.stacks.filter(({ stack }) => looked.has(stack)).flatMap((it) => publishedPlan(it) ?? []);
    await this.store.write(report.details_path, JSON.stringify({ report_id: report.report_id, plans }));
    await this.store.write(report.details_path.replace(DETAILS, REPORT), JSON.stringify(report));
  }

  /** Reports of an environment, the latest first. @param latest how many at most. @default all */
  async list(environment: EnvironmentName, latest = Infinity): Promise<DriftReport[]> {
    const keys = await this.keys(environment);
    const chosen = keys.reverse().slice(0, latest);
    const reports = await Promise.all(chosen.map((key) => this.read(key)));
    return reports.flatMap((report) => report ?? []);
  }

  /**
   * A report by its id, or its beginning; undefined if there is none.
   *
   * @throws Error if several reports begin so: a person would read another report than they asked for
   */
  async find(id: string): Promise<DriftReport | undefined> {
    if (id === '') return undefined;
    const keys = (await Promise.all(ENVIRONMENT_NAMES.map((environment) => this.keys(environment)))).flat();
    const found = keys.filter((key) => idIn(key).startsWith(id));
    const [key, ...others] = found;
    if (key === undefined) return undefined;
    if (others.length > 0) {
      throw new Error(`${found.length} reports begin with ${id}; give more of the id: ${found.map(idIn).join(', ')}`);
    }
    return this.read(key);
  }

  /** @throws {DamagedReport} when it is not a report */
  private async read(key: string): Promise<DriftReport | undefined> {
    const text = (await this.store.read(key))?.text;
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as DriftReport;
    } catch (error) {
      throw new DamagedReport(idIn(key), key, error);
    }
  }

  private async keys(environment: EnvironmentName): Promise<string[]> {
    const keys = await this.store.list(`${REPORTS_PREFIX}${environment}/`);
    return keys.filter((key) => key.endsWith(REPORT));
  }
}

/** Length of the time at the beginning of a folder's name, with the hyphen behind it. */
const TIME_LENGTH = '2026-11-28T06-00-00-000Z-'.length;

const idIn = (key: string) => key.split('/')[2]?.slice(TIME_LENGTH) ?? '';
