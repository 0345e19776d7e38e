import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const { XDG_CACHE_HOME, HOME } = process.env;
const CACHE = join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'lke-platform');

/** What `.ci/tools/*.sh` built, by what it is. */
export const PROGRAMS = {
  otelcol: join(CACHE, 'otelcol-0.159.0/otelcol'),
  prometheus: join(CACHE, 'prometheus-3.16.0/prometheus'),
  promtool: join(CACHE, 'prometheus-3.16.0/promtool'),
  alertmanager: join(CACHE, 'alertmanager-0.31.0/alertmanager'),
  amtool: join(CACHE, 'alertmanager-0.31.0/amtool'),
  helm: join(CACHE, 'helm-3.19.0/helm'),
} as const;

/** `describe` for what takes these programs; without one of them such tests are reported as skipped. */
export const onPrograms = (...names: readonly (keyof typeof PROGRAMS)[]) =>
  names.every((name) => existsSync(PROGRAMS[name])) ? describe : describe.skip;

/** Folder of a chart in one version, as `.ci/tools/charts.sh` gets it. */
export const chartFolder = (name: string, version: string) => join(CACHE, 'charts', `${name}-${version}`);

/** `describe` for what takes these charts. */
export const onCharts = (...charts: readonly (readonly [name: string, version: string])[]) =>
  existsSync(PROGRAMS.helm) &&
  charts.every(([name, version]) => existsSync(join(chartFolder(name, version), 'Chart.yaml')))
    ? describe
    : describe.skip;
