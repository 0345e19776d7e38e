import type { EnvironmentName } from '../entities/environment';
import { bundleIdOf } from '../naming';
import type { EnvironmentFile } from '../platform-file';

type BundleFile = NonNullable<EnvironmentFile['secretsBundle']>;
type ItemFile = BundleFile['items'][number];

/** Secrets of one environment, complete. */
export interface SecretsBundle extends BundleFile {
  readonly bundleId: string;
  readonly items: (ItemFile & { reference: string })[];
}

const ROTATION_DAYS = 90;

const item = (name: string, purpose: ItemFile['purpose']): ItemFile => ({
  name,
  purpose,
  rotationFrequencyDays: ROTATION_DAYS,
});

/** Secrets with the bucket keys of Loki and Tempo, in the system environment's bundle. */
export const BUCKET_KEY_SECRETS = { loki: 'loki-bucket-key', tempo: 'tempo-bucket-key' } as const;

const BASELINE_ITEMS = Object.values(BUCKET_KEY_SECRETS).map((name) => item(name, 'object-storage-key'));

/** Settles id, items and references of a bundle; the system bundle holds what the baseline needs, too. */
export function deriveSecretsBundle(
  platform: string,
  environment: EnvironmentName,
  bundle: BundleFile | undefined,
): SecretsBundle {
  const source = bundle?.source ?? 'linode-secret-manager';
  const given = bundle?.items ?? [item('api-token', 'api-token'), item('metrics-credentials', 'metrics-credentials')];
  const baseline = environment === 'system' ? BASELINE_ITEMS : [];
  const missing = baseline.filter(({ name }) => !given.some((known) => known.name === name));
  return {
    source,
    bundleId: bundle?.bundleId ?? bundleIdOf(platform, environment),
    items: [...given, ...missing].map((entry) => ({
      ...entry,
      reference: entry.reference ?? `${source}://${platform}/${environment}/${entry.name}`,
    })),
  };
}
