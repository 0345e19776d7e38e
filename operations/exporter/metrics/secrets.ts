import type { EnvironmentName } from '../../../model/entities/environment';
import { ownValue } from '../../../model/own-value';
import { type Freshness, freshnessOf } from '../../../model/secret-freshness';
import type { SecretRecords } from '../../secrets/records';
import { environmentsIn, factsOf, type WhatIsThere } from './facts-of';
import { type Family, sampleOf, secondsOf, stateSamples } from './family';

/** What can be told without the sources of the secrets, which the exporter has no key to. */
const FRESHNESS = ['fresh', 'stale', 'rotating', 'never-synced'] as const satisfies readonly Freshness[];

interface SecretTold {
  readonly environment: EnvironmentName;
  readonly item: string;
  readonly rotationFrequencyDays: number;
  readonly records: SecretRecords;
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
      help: 'How fresh a secret is in the cluster: 1 for what holds, 0 for the others. Whether its source is newer is not known here.',
      labels: ['environment', 'item', 'freshness'],
      samples: secrets.flatMap((it) => stateSamples(labelsOf(it), 'freshness', FRESHNESS, freshnessIn(it, now))),
    },
  ];
}

const secretsIn = (there: WhatIsThere): SecretTold[] =>
  environmentsIn(there).flatMap((environment) =>
    (factsOf(there, environment)?.secrets ?? []).map(({ name: item, rotationFrequencyDays }) => {
      const records = there.ledger.environments.get(environment)?.secrets ?? { bundle: {}, rotations: {} };
      return { environment, item, rotationFrequencyDays, records };
    }),
  );

function freshnessIn({ rotationFrequencyDays, records, item }: SecretTold, now: Date): (typeof FRESHNESS)[number] {
  const cluster = ownValue(records.bundle, item);
  if (!cluster) return 'never-synced';
  const isRotating = ownValue(records.rotations, item) !== undefined;
  const { freshness } = freshnessOf({ rotationFrequencyDays }, { source: cluster, cluster, isRotating }, now);
  return FRESHNESS.find((known) => known === freshness) ?? 'never-synced';
}
