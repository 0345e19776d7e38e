import { MONITORING_SECRETS } from '../baseline-secrets';
import type { EnvironmentName } from '../entities/environment';
import { bundleIdOf, namespaceOf } from '../naming';
import type { EnvironmentFile } from '../platform-file';
import { CHANNELS_SECRET } from './alerting/channel';
import { formOf, type SecretForm } from './secret-form';

type BundleFile = NonNullable<EnvironmentFile['secretsBundle']>;
type ItemFile = BundleFile['items'][number];

/** Secrets of one environment, complete. */
export interface SecretsBundle extends BundleFile {
  readonly bundleId: string;
  readonly items: SecretItem[];
}

export interface SecretItem extends ItemFile, SecretForm {
  readonly reference: string;
  /** Namespace of the Secret: the environment's own, but for the secrets of the baseline. */
  readonly namespace: string;
}

const ROTATION_DAYS = 90;

const item = (name: string, purpose: ItemFile['purpose']): ItemFile => ({
  name,
  purpose,
  rotationFrequencyDays: ROTATION_DAYS,
});

const BASELINE_ITEMS = Object.values(MONITORING_SECRETS).map(({ name, purpose }) => item(name, purpose));

/**
 * Settles id, items and references of a bundle; the system bundle holds what the baseline needs, too.
 *
 * @param channelFields fields of the secret with the addresses and keys of the channels that alerts go to
 */
export function deriveSecretsBundle(
  platform: string,
  environment: EnvironmentName,
  bundle: BundleFile | undefined,
  channelFields: readonly string[] = [],
): SecretsBundle {
  const source = bundle?.source ?? 'linode-secret-manager';
  const given = bundle?.items ?? [item('api-token', 'api-token'), item('metrics-credentials', 'metrics-credentials')];
  const baseline = environment === 'system' ? [...BASELINE_ITEMS, ...channelItems(channelFields)] : [];
  const missing = baseline.filter(({ name }) => !given.some((known) => known.name === name));
  return {
    source,
    bundleId: bundle?.bundleId ?? bundleIdOf(platform, environment),
    items: [...given, ...missing].map((entry) => {
      const isBaseline = baseline.some(({ name }) => name === entry.name);
      return {
        ...entry,
        ...(isBaseline && entry.name === CHANNELS_SECRET ? channelsForm(channelFields) : formOf(entry, isBaseline)),
        namespace: isBaseline ? 'monitoring' : namespaceOf(environment),
        reference: entry.reference ?? `${source}://${platform}/${environment}/${entry.name}`,
      };
    }),
  };
}

const channelItems = (fields: readonly string[]) => (fields.length > 0 ? [item(CHANNELS_SECRET, 'webhook')] : []);

/** Somebody else issues what is in it. */
const channelsForm = (fields: readonly string[]): SecretForm => ({ type: 'Opaque', fields, madeBy: 'person' });
