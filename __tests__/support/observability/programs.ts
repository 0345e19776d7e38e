import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@lke-platform/stand-ins/lab/cache-folder';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { PROMETHEUS_FOLDER } from '../promtool';

/** Of the programs that no other suite takes; the script of the same name in `.ci/tools/` builds each. */
export const OBSERVABILITY_VERSIONS = { otelcol: '0.159.0', alertmanager: '0.31.0' } as const;

/** The Prometheus of the oldest chart that a platform may name; `.ci/tools/oldest-prometheus.sh` builds it. */
export const OLDEST_PROMETHEUS_VERSION = '2.49.1';

const folder = (name: keyof typeof OBSERVABILITY_VERSIONS) =>
  join(cacheFolder(), `${name}-${OBSERVABILITY_VERSIONS[name]}`);

/** What `.ci/tools/*.sh` built, by what it is. */
export const PROGRAMS = {
  otelcol: join(folder('otelcol'), 'otelcol'),
  prometheus: join(PROMETHEUS_FOLDER, 'prometheus'),
  oldestPrometheus: join(cacheFolder(), `prometheus-${OLDEST_PROMETHEUS_VERSION}`, 'prometheus'),
  promtool: join(PROMETHEUS_FOLDER, 'promtool'),
  alertmanager: join(folder('alertmanager'), 'alertmanager'),
  amtool: join(folder('alertmanager'), 'amtool'),
  helm: labPrograms().helm,
} as const;

/** `describe` for what takes these programs; without one of them such tests are reported as skipped. */
export const onPrograms = (...names: readonly (keyof typeof PROGRAMS)[]) =>
  names.every((name) => existsSync(PROGRAMS[name])) ? describe : describe.skip;

/** Folder of a chart in one version, as `.ci/tools/charts.sh` gets it. */
export const chartFolder = (name: string, version: string) => join(cacheFolder(), 'charts', `${name}-${version}`);

type Charts = readonly (readonly [name: string, version: string])[];

const haveCharts = (charts: Charts) =>
  charts.every(([name, version]) => existsSync(join(chartFolder(name, version), 'Chart.yaml')));

/** `describe` for what takes these charts. */
export const onCharts = (...charts: Charts) => withCharts(onPrograms('helm'), ...charts);

/** `describe` for what takes these charts beside what another one takes. */
export const withCharts = (programs: jest.Describe, ...charts: Charts) =>
  haveCharts(charts) ? programs : describe.skip;
