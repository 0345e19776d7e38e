import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { PROGRAMS, chartFolder } from '../observability/programs';

const FOLDER = join(__dirname, '../../../infra/helm');

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
}

const IN_REPOSITORY = 'file://';

/** Where a chart is that another one depends on: in this repository, or among those of others. */
const sourceOf = (chart: string, { name, version, repository }: Dependency) =>
  repository.startsWith(IN_REPOSITORY)
    ? join(FOLDER, chart, repository.slice(IN_REPOSITORY.length))
    : chartFolder(name, version);

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
  cpSync(join(FOLDER, chart), folder, { recursive: true });
  for (const dependency of dependenciesOf(chart)) {
    cpSync(sourceOf(chart, dependency), join(folder, 'charts', dependency.name), { recursive: true });
  }
  return folder;
}

/** A copy of a chart with what is of this repository alone: its own objects, without those of others. */
export function ownChart(chart: string, into: string): string {
  const folder = join(into, chart);
  cpSync(join(FOLDER, chart), folder, { recursive: true });
  const file = join(folder, 'Chart.yaml');
  const own = dependenciesOf(chart).filter(({ repository }) => repository.startsWith(IN_REPOSITORY));
  const description = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, stringify({ ...description, dependencies: own }));
  for (const it of own) cpSync(sourceOf(chart, it), join(folder, 'charts', it.name), { recursive: true });
  return folder;
}

/** Whether helm is here, and each chart that this one needs, as `.ci/tools/charts.sh` gets them. */
export const isComplete = (chart: string) =>
  existsSync(PROGRAMS.helm) &&
  dependenciesOf(chart).every((dependency) => existsSync(join(sourceOf(chart, dependency), 'Chart.yaml')));
