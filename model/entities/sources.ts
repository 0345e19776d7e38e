import { z } from 'zod';
import { chartRepository, httpAddress, s3Address } from '../limits';
import { entity } from '../entity';
import { documented } from '../field';

/** Chart repositories the platform installs from, by the name under which they can be overridden. */
export const CHART_REPOSITORIES = {
  'prometheus-community': 'https://prometheus-community.github.io/helm-charts',
  // Loki and Tempo moved here from grafana.github.io early in 2026.
  'grafana-community': 'https://grafana-community.github.io/helm-charts',
  'open-telemetry': 'https://open-telemetry.github.io/opentelemetry-helm-charts',
  'sealed-secrets': 'https://bitnami.github.io/sealed-secrets',
  'argo-cd': 'https://argoproj.github.io/argo-helm',
} as const;
export type ChartRepository = keyof typeof CHART_REPOSITORIES;

/** Where the Linode API is for everybody. */
export const PUBLIC_LINODE_API = 'https://api.linode.com';

/** Terraform providers of the stacks, by local name. Host-less, so that OpenTofu finds them too. */
export const PROVIDER_SOURCES = {
  linode: 'linode/linode',
  kubernetes: 'hashicorp/kubernetes',
  helm: 'hashicorp/helm',
} as const;
export type ProviderName = keyof typeof PROVIDER_SOURCES;

/** Images that the platform runs itself, beside those that charts name: by digest, each an index of several platforms. */
export const IMAGE_SOURCES = {
  // Runs the exporter, which is one file of JavaScript. The tag is for people.
  node: 'docker.io/library/node:22.23.3-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c',
} as const;
export type ImageName = keyof typeof IMAGE_SOURCES;

/** The provider writes the version behind the address itself. */
const apiAddress = z
  .string()
  .regex(httpAddress.pattern)
  .regex(/^(?!.*\/v4(beta)?\/?$)/);
const chartAddress = z.string().regex(chartRepository.pattern);
/** A user stands in the ssh form only, a password in none. */
const gitAddress = z
  .string()
  .regex(/^(https:\/\/[^\s/@]+\/\S+|ssh:\/\/([^\s/@:]+@)?[^\s/@]+\/\S+|[a-z][\w-]*@[^\s:/]+:\S+|file:\/\/\/\S+)$/);
const providerSource = z.string().regex(/^([a-z0-9.-]+(:\d+)?\/)?[a-z0-9_-]+\/[a-z0-9_-]+$/);

const imageReference = z.string().regex(/^[a-z0-9.-]+(:\d+)?\/[a-z0-9._/-]+(:[A-Za-z0-9_.-]+)?@sha256:[0-9a-f]{64}$/);

function each<K extends string, V extends z.ZodType>(keys: readonly K[], value: (key: K) => V) {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

const charts = entity({
  name: 'ChartRepositories',
  about: 'Chart repositories by name.',
  desired: each(Object.keys(CHART_REPOSITORIES) as ChartRepository[], (name) =>
    documented(chartAddress.optional(), {
      about: `Address of the chart repository ${name}`,
      allowed: chartRepository.allowed,
      default: CHART_REPOSITORIES[name],
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
  ),
});

const providers = entity({
  name: 'ProviderSources',
  about: 'Sources of the Terraform providers by local name.',
  desired: each(Object.keys(PROVIDER_SOURCES) as ProviderName[], (name) =>
    documented(providerSource.optional(), {
      about: `Source of the provider ${name}`,
      allowed: '[<host>/]<namespace>/<type>',
      default: PROVIDER_SOURCES[name],
      source: 'Terraform, required_providers',
    }),
  ),
});

const images = entity({
  name: 'ImageSources',
  about: 'Images by what they hold.',
  desired: each(Object.keys(IMAGE_SOURCES) as ImageName[], (name) =>
    documented(imageReference.optional(), {
      about: `Image with ${name}, by its digest`,
      allowed: '<host>/<repository>[:<tag>]@sha256:<digest>',
      default: IMAGE_SOURCES[name],
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
  ),
});

/** Where the platform gets its parts from, for installations without a way to the internet. */
export const sources = entity({
  name: 'Sources',
  about: 'Addresses to use instead of the public ones. Each can also be set by an environment variable.',
  desired: {
    linodeApi: documented(apiAddress.optional(), {
      about: 'Address of the Linode API; LKE_PLATFORM_LINODE_API',
      allowed: 'an address that starts with https:// or http://, without a version (/v4) and without a password',
      default: PUBLIC_LINODE_API,
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    objectStorage: documented(z.string().regex(s3Address.pattern).optional(), {
      about: 'Address of the S3 endpoint of the buckets; LKE_PLATFORM_OBJECT_STORAGE',
      allowed: s3Address.allowed,
      default: 'the endpoint of state.region',
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    repository: documented(gitAddress.optional(), {
      about:
        'Address at which Argo CD reads this repository, and below which (/blob/main/) alerts link to their runbook: a fork, a ' +
        'mirror; LKE_PLATFORM_REPOSITORY',
      allowed: 'an https, ssh, file or git@ address without a password',
      default: 'repository.url of package.json',
      source: 'docs/adr/0037-approval-of-a-commit.md',
    }),
    charts: documented(charts.schema.prefault({}), {
      about: 'Chart repositories; LKE_PLATFORM_CHARTS_<NAME>, such as LKE_PLATFORM_CHARTS_OPEN_TELEMETRY',
      allowed: `a map of ${Object.keys(CHART_REPOSITORIES).join(', ')} to addresses`,
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    providers: documented(providers.schema.prefault({}), {
      about: 'Provider sources; LKE_PLATFORM_PROVIDERS_<NAME>, such as LKE_PLATFORM_PROVIDERS_LINODE',
      allowed: `a map of ${Object.keys(PROVIDER_SOURCES).join(', ')} to sources`,
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
    images: documented(images.schema.prefault({}), {
      about: 'Images that no chart names; LKE_PLATFORM_IMAGES_<NAME>, such as LKE_PLATFORM_IMAGES_NODE',
      allowed: `a map of ${Object.keys(IMAGE_SOURCES).join(', ')} to images by digest`,
      source: 'docs/adr/0003-fields-beyond-the-data-model.md',
    }),
  },
});
