import { DNS_TOKEN, MONITORING_SECRETS } from '../baseline-secrets';
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
  /** Namespace of the Secret: the environment's own, but for the secrets of the baseline and of Argo CD. */
  readonly namespace: string;
  /** Labels of the Secret, by which whoever reads it finds it. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

const ROTATION_DAYS = 90;

const item = (name: string, purpose: ItemFile['purpose']): ItemFile => ({
  name,
  purpose,
  rotationFrequencyDays: ROTATION_DAYS,
});

const BASELINE_ITEMS = Object.values(MONITORING_SECRETS).map(({ name, purpose }) => item(name, purpose));

const DNS_ITEM = item(DNS_TOKEN.name, DNS_TOKEN.purpose);

/** What the system bundle holds for parts of the baseline that not every platform has. */
export interface NeededSecrets {
  /** Fields of the secret with the addresses and keys of the channels that alerts go to. @default - none, and no secret */
  readonly channelFields?: readonly string[];
  /** Whether records are made in the zone of the platform. @default false */
  readonly dnsToken?: boolean;
}

/**
 * Settles id, items and references of a bundle; the system bundle holds what the baseline needs, too.
 *
 * @param needed of the system bundle by parts that not every platform has
 */
export function deriveSecretsBundle(
  platform: string,
  environment: EnvironmentName,
  bundle: BundleFile | undefined,
  { channelFields = [], dnsToken = false }: NeededSecrets = {},
): SecretsBundle {
  const source = bundle?.source ?? 'linode-secret-manager';
  const given = bundle?.items ?? [item('api-token', 'api-token'), item('metrics-credentials', 'metrics-credentials')];
  const baseline =
    environment === 'system'
      ? [...BASELINE_ITEMS, ...channelItems(channelFields), ...(dnsToken ? [DNS_ITEM] : [])]
      : [];
  const missing = baseline.filter(({ name }) => !given.some((known) => known.name === name));
  return {
    source,
    bundleId: bundle?.bundleId ?? bundleIdOf(platform, environment),
    items: [...given, ...missing].map((entry) => {
      const isBaseline = baseline.some(({ name }) => name === entry.name);
      return {
        ...entry,
        ...(isBaseline ? baselineForm(entry, channelFields) : formOf(entry, false)),
        ...placeOf(entry, environment, isBaseline),
        reference: entry.reference ?? `${source}://${platform}/${environment}/${entry.name}`,
      };
    }),
  };
}

const channelItems = (fields: readonly string[]) => (fields.length > 0 ? [item(CHANNELS_SECRET, 'webhook')] : []);

const isDnsToken = ({ name }: ItemFile) => name === DNS_TOKEN.name;

/** Somebody else issues what is in those of channels and of the zone. */
function baselineForm(entry: ItemFile, channelFields: readonly string[]): SecretForm {
  const fields = isDnsToken(entry) ? DNS_TOKEN.fields : channelFields;
  const isIssuedElsewhere = isDnsToken(entry) || entry.name === CHANNELS_SECRET;
  return isIssuedElsewhere ? { type: 'Opaque', fields, madeBy: 'person' } : formOf(entry, true);
}

/** By this label Argo CD finds what opens a repository (Argo CD, declarative setup). */
const REPOSITORY_LABELS = { 'argocd.argoproj.io/secret-type': 'repository' };

function placeOf(
  entry: ItemFile,
  environment: EnvironmentName,
  isBaseline: boolean,
): Pick<SecretItem, 'namespace' | 'labels'> {
  if (isBaseline) return { namespace: isDnsToken(entry) ? 'ingress' : 'monitoring' };
  if (entry.purpose === 'repository-credentials') return { namespace: 'argocd', labels: REPOSITORY_LABELS };
  return { namespace: namespaceOf(environment) };
}
