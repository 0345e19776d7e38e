import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { exampleData, platformOf } from '../platforms';
import { synthesizeStack } from '../synthesize';
import { chartFolder, PROGRAMS } from './programs';
import { valuesOfRelease } from './release-values';

/** An object of Kubernetes, as far as it is read here. */
export interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
  /** of a list */
  readonly items?: readonly Rendered[];
}

/** Kinds of the Prometheus operator, without which the charts leave their monitors out. */
const KINDS = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'].map((kind) => `monitoring.coreos.com/v1/${kind}`);

/** Values of a release of the example's system stack, as files for helm. @param metricsChart version of that chart */
export function valueFiles(release: string, folder: string, metricsChart: string): string[] {
  const data = exampleData();
  const observability = { ...(data.observability as object), chartVersion: `kube-prometheus-stack-${metricsChart}` };
  const stack = synthesizeStack(platformOf({ ...data, observability }), 'system');
  return valuesOfRelease(stack, `observability_${release}`).map((values, place) => {
    const file = join(folder, `${release}-${metricsChart}-${place}.yaml`);
    writeFileSync(file, JSON.stringify(values));
    return file;
  });
}

/** What the real helm makes of a chart with the values of the example's system stack. */
export function render(
  { chart, version, release }: { chart: string; version: string; release: string },
  folder: string,
  metricsChart = '88.5.2',
): Rendered[] {
  const { status, stdout, stderr } = spawnSync(
    PROGRAMS.helm,
    [
      ...['template', release.replaceAll('_', '-'), chartFolder(chart, version), '--namespace', 'monitoring'],
      ...['--kube-version', '1.33.0', ...KINDS.flatMap((kind) => ['--api-versions', kind])],
      ...valueFiles(release, folder, metricsChart).flatMap((file) => ['--values', file]),
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout)
    .map((document) => document.toJS() as Rendered | null)
    .filter((object) => object !== null)
    .flatMap((object) => object.items ?? [object]);
}
