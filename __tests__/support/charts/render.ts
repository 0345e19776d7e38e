import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAB_VERSIONS } from '@lke-platform/stand-ins/lab/programs';
import { parse } from 'yaml';
import { PROGRAMS } from '../observability/programs';

/** An object of Kubernetes as a chart has it. */
export interface ChartObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

interface Release {
  readonly folder: string;
  readonly name: string;
  readonly namespace: string;
  readonly values: unknown;
}

function helm(args: readonly string[], values: unknown): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(PROGRAMS.helm, [...args, '--values', '-'], {
    encoding: 'utf8',
    input: JSON.stringify(values),
    maxBuffer: 2 ** 28,
  });
  return { code: status, output: status === 0 ? stdout : stderr + stdout };
}

/** A helm that is built from its module knows the kinds of an older Kubernetes. */
const FOR_LAB = ['--kube-version', LAB_VERSIONS.kubernetes, '--api-versions', 'policy/v1/PodDisruptionBudget'];

/** Argo CD takes the kinds beside the templates of a chart, too, unless the chart tells it not to. */
function asArgoCd(folder: string): string[] {
  const file = join(folder, '.argocd-source.yaml');
  const source = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as { helm?: { skipCrds?: boolean } }) : {};
  return source.helm?.skipCrds ? [] : ['--include-crds'];
}

const KIND = /^kind: CustomResourceDefinition$/m;

/** The documents that helm makes of a chart, as Argo CD renders it. @throws in the words of helm */
function documentsOf({ folder, name, namespace, values }: Release): string[] {
  const { code, output } = helm(
    ['template', name, folder, '--namespace', namespace, ...asArgoCd(folder), ...FOR_LAB],
    values,
  );
  if (code !== 0) throw new Error(output);
  return output.split(/^---$/m);
}

const objectsIn = (documents: readonly string[]) =>
  documents.map((text) => parse(text, { merge: true }) as ChartObject | null).filter((object) => object !== null);

/** What a chart makes, but the kinds that it brings, which are long. @throws in the words of helm */
export const renderChart = (release: Release): ChartObject[] =>
  objectsIn(documentsOf(release).filter((text) => !KIND.test(text)));

/** The kinds that a chart brings. @throws in the words of helm */
export const kindsOfChart = (release: Release): ChartObject[] =>
  objectsIn(documentsOf(release).filter((text) => KIND.test(text)));

/** What helm has to say against a chart; nothing where it is clean. */
export function lintChart(folder: string, values: unknown): string {
  const { output } = helm(['lint', folder, '--strict', '--kube-version', LAB_VERSIONS.kubernetes], values);
  return output
    .split('\n')
    .filter((line) => /^\[(WARNING|ERROR)\]/.test(line))
    .join('\n');
}
