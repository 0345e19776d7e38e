import type { EnvironmentName } from '../../../model/entities/environment';
import { ownValue } from '../../../model/own-value';
import { type Freshness, freshnessOf } from '../../../model/secret-freshness';
import { isLater, type SecretRecords, type SetRecord } from '../../secrets/records';
import { nothingTold } from '../sources/environment-told';
import { environmentsIn, factsOf, type WhatIsThere } from './facts-of';
import { type Family, sampleOf, secondsOf, stateSamples } from './family';

/** What can be told by the ledger alone: the exporter has no key to the sources of the secrets. */
const FRESHNESS = ['fresh', 'stale', 'rotating', 'behind', 'never-synced'] as const satisfies readonly Freshness[];

interface SecretTold {
  readonly environment: EnvironmentName;
  readonly item: string;
  readonly rotationFrequencyDays: number;
  readonly records: SecretRecords;
  /** The last version that somebody set; undefined where nobody did, or the platform made the value. */
  readonly set: SetRecord | undefined;
}

const DAY_SECONDS = 86_400;

/** The age of the secrets that were synced, against the frequency that was applied. */
export function secretFamilies(there: WhatIsThere, now: Date): Family[] {
  const secrets = secretsIn(there);
  const labelsOf = ({ environment, item }: SecretTold) => ({ environment, item });
  const recordOf = ({ records, item }: SecretTold) => ownValue(records.bundle, item);
  return [
    {
      name: 'lke_platform_secret_change_timestamp_seconds',
      help: 'When the value of a secret that the cluster has was written to its source.',
      labels: ['environment', 'item'],
      samples: secrets.flatMap((it) => sampleOf(labelsOf(it), secondsOf(recordOf(it)?.changedAt))),
    },
    {
      name: 'lke_platform_secret_sync_timestamp_seconds',
      help: 'When the cluster got the value of a secret that it has.',
      labels: ['environment', 'item'],
      samples: secrets.flatMap((it) => sampleOf(labelsOf(it), secondsOf(recordOf(it)?.syncedAt))),
    },
    {
      name: 'lke_platform_secret_rotation_interval_seconds',
      help: 'How often a secret has to be rotated.',
      labels: ['environment', 'item'],
      samples: secrets.map((it) => ({ labels: labelsOf(it), value: it.rotationFrequencyDays * DAY_SECONDS })),
    },
    {
      name: 'lke_platform_secret_freshness',
      help: 'How fresh a secret is in the cluster: 1 for what holds, 0 for the others. What is set by something else than this platform is not known here.',
      labels: ['environment', 'item', 'freshness'],
      samples: secrets.flatMap((it) => stateSamples(labelsOf(it), 'freshness', FRESHNESS, freshnessIn(it, now))),
    },
  ];
}

const secretsIn = (there: WhatIsThere): SecretTold[] =>
  environmentsIn(there).flatMap((environment) =>
    (factsOf(there, environment)?.secrets ?? []).map(({ name: item, rotationFrequencyDays }) => {
      const told = there.ledger.environments.get(environment) ?? nothingTold();
      return { environment, item, rotationFrequencyDays, records: told.secrets, set: told.set.get(item) };
    }),
  );

function freshnessIn(secret: SecretTold, now: Date): (typeof FRESHNESS)[number] {
  const { rotationFrequencyDays, records, item, set } = secret;
  const cluster = ownValue(records.bundle, item);
  if (!cluster) return 'never-synced';
  const rotation = ownValue(records.rotations, item);
  // A rotation waits for the users of the former value once the cluster has the new one, and not before.
  const isBehind = rotation ? cluster.version < rotation.to : set !== undefined && isLater(set, cluster);
  if (isBehind) return 'behind';
  const seen = { source: cluster, cluster, isRotating: rotation !== undefined };
  const { freshness } = freshnessOf({ rotationFrequencyDays }, seen, now);
  return FRESHNESS.find((known) => known === freshness) ?? 'never-synced';
}
