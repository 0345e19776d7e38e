import { z } from 'zod';
import { CHART_REPOSITORIES, IMAGE_SOURCES, PROVIDER_SOURCES, sources } from './entities/sources';
import type { EnvironmentVariables } from './environment-variables';
import type { FieldDoc } from './field';
import { walkSchema } from './file/schema-walk';
import type { PlatformFile } from './platform-file';
import { formatPath, type Path, type Problem } from './problem';

const variableName = (...parts: readonly string[]) =>
  ['LKE_PLATFORM', ...parts].join('_').toUpperCase().replace(/-/g, '_');

/** Every environment variable that wins over a part of `sources`, with the path of that part. */
export const SOURCE_VARIABLES: readonly { readonly variable: string; readonly path: readonly string[] }[] = [
  { variable: variableName('linode_api'), path: ['linodeApi'] },
  { variable: variableName('object_storage'), path: ['objectStorage'] },
  { variable: variableName('repository'), path: ['repository'] },
  ...Object.keys(CHART_REPOSITORIES).map((name) => ({
    variable: variableName('charts', name),
    path: ['charts', name],
  })),
  ...Object.keys(PROVIDER_SOURCES).map((name) => ({
    variable: variableName('providers', name),
    path: ['providers', name],
  })),
  ...Object.keys(IMAGE_SOURCES).map((name) => ({ variable: variableName('images', name), path: ['images', name] })),
];

export interface SourceOverrides {
  readonly sources: PlatformFile['sources'];
  readonly problems: readonly Problem[];
}

/** Reads the environment variables that win over `sources`, for installations that differ from the committed file. */
export function overrideSources(environment: EnvironmentVariables): SourceOverrides {
  const data: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const { variable, path } of SOURCE_VARIABLES) {
    const value = environment[variable];
    if (!value) continue;
    const { schema, doc } = walkSchema(sources.schema, path);
    if (schema && doc && !z.safeParse(schema, value).success)
      problems.push(variableProblem(variable, path, value, doc));
    else setIn(data, path, value);
  }
  return { sources: sources.schema.parse(data), problems };
}

function variableProblem(variable: string, path: Path, value: string, { allowed, source }: FieldDoc): Problem {
  return {
    severity: 'error',
    file: `environment variable ${variable}`,
    line: 1,
    column: 1,
    path: formatPath(['sources', ...path]),
    where: 'sources',
    what: `the value of ${variable} is not allowed`,
    given: value,
    allowed,
    fix: `correct ${variable}, or unset it`,
    rule: 'schema',
    source: source ?? 'data-model.md',
  };
}

function setIn(data: Record<string, unknown>, [head, ...rest]: readonly string[], value: string): void {
  if (head === undefined) return;
  if (rest.length === 0) {
    data[head] = value;
    return;
  }
  const child = (data[head] ??= {}) as Record<string, unknown>;
  setIn(child, rest, value);
}
