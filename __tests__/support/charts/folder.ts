import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROGRAMS, chartFolder } from '../observability/programs';

const FOLDER = join(__dirname, '../../../infra/helm');

interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** The other charts that a chart of this repository needs, in exact versions. */
export const dependenciesOf = (chart: string): readonly Dependency[] =>
  (parse(readFileSync(join(FOLDER, chart, 'Chart.yaml'), 'utf8')) as { dependencies?: Dependency[] }).dependencies ??
  [];

/** Values of a chart as they stand in the repository. */
export const defaultValuesOf = (chart: string) =>
  parse(readFileSync(join(FOLDER, chart, 'values.yaml'), 'utf8'), { merge: true }) as Record<string, unknown>;

/** A file of a chart as text. */
export const fileOf = (chart: string, file: string) => readFileSync(join(FOLDER, chart, file), 'utf8');

/**
 * A copy of a chart that can be rendered: with the charts that it needs, as Argo CD gets them from their repositories.
 *
 * @param into an empty folder
 */
export function completeChart(chart: string, into: string): string {
  const folder = join(into, chart);
  // Links of this repository are followed, as helm does.
  cpSync(join(FOLDER, chart), folder, { recursive: true, dereference: true });
  for (const { name, version } of dependenciesOf(chart)) {
    cpSync(chartFolder(name, version), join(folder, 'charts', name), { recursive: true });
  }
  return folder;
}

/** Whether helm is here, and each chart that this one needs, as `.ci/tools/charts.sh` gets them. */
export const isComplete = (chart: string) =>
  existsSync(PROGRAMS.helm) &&
  dependenciesOf(chart).every(({ name, version }) => existsSync(join(chartFolder(name, version), 'Chart.yaml')));
