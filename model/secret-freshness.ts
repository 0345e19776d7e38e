/** What is seen of a secret: in its source, and by the ledger in the cluster. */
export interface SecretSeen {
  /** The newest version of the source; undefined where there is none. */
  readonly source: { readonly version: number; readonly changedAt: string } | undefined;
  /** What was synced last; undefined where nothing was. */
  readonly cluster: { readonly version: number; readonly changedAt: string; readonly syncedAt: string } | undefined;
  /** Whether a rotation was begun and not finished. */
  readonly isRotating: boolean;
}

/**
 * How fresh a secret is: nothing is in the source, it was never in the cluster, the source is newer than the cluster, a
 * rotation is unfinished, it is older than its rotation frequency, or none of that.
 */
export type Freshness = 'not-set' | 'never-synced' | 'behind' | 'rotating' | 'stale' | 'fresh';

export interface SecretAge {
  readonly freshness: Freshness;
  /** Whole days since the value was last changed; undefined before it was set. */
  readonly ageDays: number | undefined;
  /** When it has to be rotated, in ISO 8601; undefined before it was set. */
  readonly dueAt: string | undefined;
}

const DAY_MS = 86_400_000;

/** Judges a secret. Whatever speaks of its age (status, alert, panel) asks here, with the item's one frequency. */
export function freshnessOf(
  { rotationFrequencyDays }: { readonly rotationFrequencyDays: number },
  { source, cluster, isRotating }: SecretSeen,
  now: Date,
): SecretAge {
  if (!source) return { freshness: 'not-set', ageDays: undefined, dueAt: undefined };
  const { isDue, ...age } = ageOf(source.changedAt, rotationFrequencyDays, now);
  if (isRotating) return { freshness: 'rotating', ...age };
  if (!cluster) return { freshness: 'never-synced', ...age };
  // One that was removed and set anew counts its versions from 1 again.
  const isSame = cluster.version === source.version && cluster.changedAt === source.changedAt;
  if (!isSame) return { freshness: 'behind', ...age };
  return { freshness: isDue ? 'stale' : 'fresh', ...age };
}

/** How old something is, in whole days, and when it has to be replaced. @param changedAt ISO 8601 */
export function ageOf(changedAt: string, rotationFrequencyDays: number, now: Date) {
  const changed = Date.parse(changedAt);
  const due = changed + rotationFrequencyDays * DAY_MS;
  return {
    ageDays: Math.max(0, Math.floor((now.getTime() - changed) / DAY_MS)),
    dueAt: new Date(due).toISOString(),
    isDue: now.getTime() > due,
  };
}
