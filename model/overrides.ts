import { CHART_REPOSITORIES, PROVIDER_SOURCES, sources } from './entities/sources';
import { walkSchema } from './file/schema-walk';
import type { PlatformFile } from './platform-file';
import { formatPath, type Path, type Problem } from './problem';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const variableName = (...parts: readonly string[]) =>
  ['LKE_PLATFORM', ...parts].join('_').toUpperCase().replace(/-/g, '_');

/** Every environment variable that wins over a part of `sources`, with the path of that part. */
export const SOURCE_VARIABLES: readonly { readonly variable: string; readonly path: readonly string[] }[] = [
  { variable: variableName('linode_api'), path: ['linodeApi'] },
  { variable: variableName('object_storage'), path: ['objectStorage'] },
  ...Object.keys(CHART_REPOSITORIES).map((name) => ({
    variable: variableName('charts', name),
    path: ['charts', name],
  })),
  ...Object.keys(PROVIDER_SOURCES).map((name) => ({
    variable: variableName('providers', name),
    path: ['providers', name],
  })),
];

export interface SourceOverrides {
  readonly sources: PlatformFile['sources'];
  readonly problems: readonly Problem[];
}

/** Reads the environment variables that win over `sources`, for installations that differ from the committed file. */
export function overrideSources(environment: Environment): SourceOverrides {
  const data: Record<string, unknown> = {};
  for (const { variable, path } of SOURCE_VARIABLES) {
    const value = environment[variable];
    if (value) setIn(data, path, value);
  }
  const parsed = sources.schema.safeParse(data);
  if (parsed.success) return { sources: parsed.data, problems: [] };
  return {
    sources: sources.schema.parse({}),
    problems: parsed.error.issues.map((issue) => variableProblem(issue.path as Path, environment)),
  };
}

function variableProblem(path: Path, environment: Environment): Problem {
  const { doc } = walkSchema(sources.schema, path);
  const variable = SOURCE_VARIABLES.find((known) => known.path.join('.') === path.join('.'))?.variable ?? '';
  return {
    severity: 'error',
    file: `environment variable ${variable}`,
    line: 1,
    column: 1,
    path: formatPath(['sources', ...path]),
    where: 'sources',
    what: `the value of ${variable} is not allowed`,
    given: environment[variable] ?? 'nothing',
    allowed: doc?.allowed ?? '',
    fix: `correct ${variable}, or unset it`,
    rule: 'schema',
    source: doc?.source ?? '',
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
