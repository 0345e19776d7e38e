import type { Draft, PlatformDraft } from '../draft';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../entities/environment';
import type { EnvironmentFile, PlatformFile } from '../platform-file';
import type { Path } from '../problem';

/** An environment of the file with its path. */
export interface EnvironmentEntry {
  readonly name: EnvironmentName;
  readonly path: Path;
  readonly environment: Draft<EnvironmentFile>;
}

/** A node pool of the file with its path. */
export interface PoolEntry {
  readonly environment: EnvironmentName;
  /** Place in the environment's list, from 0. */
  readonly index: number;
  readonly path: Path;
  readonly pool: Draft<EnvironmentFile['nodePools'][number]>;
}

/** Entries of a list that are right by the schema, with their paths. */
export function entriesOf<T>(
  path: Path,
  list: readonly (T | undefined)[] | undefined,
): { path: Path; entry: T; index: number }[] {
  return (list ?? []).flatMap((entry, index) =>
    entry === undefined ? [] : [{ path: [...path, index], entry, index }],
  );
}

export function environmentsOf(draft: PlatformDraft): EnvironmentEntry[] {
  return ENVIRONMENT_NAMES.flatMap((name) => {
    const environment = draft.environments?.[name];
    return environment ? [{ name, path: ['environments', name], environment }] : [];
  });
}

/** Environments that are not retired: what holds between several counts with these alone. */
export const livingOf = (draft: PlatformDraft): EnvironmentEntry[] =>
  environmentsOf(draft).filter(({ environment }) => environment.retired !== true);

/** Every route of alerts, with its path. */
export function routesIn(
  observability: PlatformDraft['observability'],
): { path: Path; route: Draft<PlatformFile['observability']['alertRoutes'][string]> }[] {
  const { alertRoutes = {}, defaultRoute } = observability ?? {};
  const named = Object.entries(alertRoutes).map(([name, route]) => ({ path: ['alertRoutes', name], route }));
  return [...named, { path: ['defaultRoute'], route: defaultRoute }].flatMap(({ path, route }) =>
    route ? [{ path: ['observability', ...path], route }] : [],
  );
}

/** @param environments whose pools. @default all */
export function poolsOf(draft: PlatformDraft, environments = environmentsOf(draft)): PoolEntry[] {
  return environments.flatMap(({ name, path, environment }) =>
    entriesOf([...path, 'nodePools'], environment.nodePools).map(({ path, entry, index }) => ({
      environment: name,
      index,
      path,
      pool: entry,
    })),
  );
}

/** Reports each entry whose key a former entry of the list has already. */
export function duplicatesOf<T>(
  entries: readonly T[],
  keyOf: (entry: T) => string | undefined,
): { entry: T; first: T }[] {
  const seen = new Map<string, T>();
  return entries.flatMap((entry) => {
    const key = keyOf(entry);
    if (key === undefined) return [];
    const first = seen.get(key);
    if (first) return [{ entry, first }];
    seen.set(key, entry);
    return [];
  });
}
