import type { PublishedContract } from './contracts';

const API_VERSION = 'backstage.io/v1alpha1';
const LIFECYCLE: Readonly<Record<string, string>> = { production: 'production', staging: 'experimental' };

/** An entity of a Backstage catalog. */
export interface CatalogEntity {
  readonly apiVersion: string;
  readonly kind: 'Resource' | 'API';
  readonly metadata: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly annotations: Readonly<Record<string, string>>;
    readonly links: readonly { readonly url: string; readonly title: string }[];
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface CatalogProps {
  /** Owner of the entities, as an entity reference. */
  readonly owner: string;
  /** Address of the service's OpenAPI file. @default - no API */
  readonly openapi: string | undefined;
}

/**
 * A contract as entities of Backstage: the environment as a Resource, and, where the service is there, its API.
 * The API of all environments is one entity: whoever joins files of several environments has it once.
 */
export function catalogOf({ contract, version, hash }: PublishedContract, props: CatalogProps): CatalogEntity[] {
  const { platform, environment, ingress_base_domain: domain, observability_links: dashboards, access } = contract;
  const annotations = {
    'lke-platform.io/contract-version': String(version),
    'lke-platform.io/contract-hash': hash,
    'backstage.io/kubernetes-namespace': contract.namespace,
  };
  const api = `${platform}-handoff`;
  const resource: CatalogEntity = {
    apiVersion: API_VERSION,
    kind: 'Resource',
    metadata: {
      name: `${platform}-${environment}`,
      title: `${environment} of ${platform}`,
      description: `The environment ${environment}: namespace ${contract.namespace}, reached under ${domain}`,
      annotations,
      links: [
        ...dashboards.map((url) => ({ url, title: 'Dashboard' })),
        ...(access.request_url === null ? [] : [{ url: access.request_url, title: 'Ask for access' }]),
      ],
    },
    spec: {
      type: 'kubernetes-namespace',
      owner: props.owner,
      lifecycle: LIFECYCLE[environment] ?? 'experimental',
      ...(props.openapi !== undefined && { dependsOn: [`api:default/${api}`] }),
    },
  };
  if (props.openapi === undefined) return [resource];
  const service: CatalogEntity = {
    apiVersion: API_VERSION,
    kind: 'API',
    metadata: {
      name: api,
      title: `Hand-off of ${platform}`,
      description: `Contracts, access and status of the environments of ${platform}`,
      annotations: {},
      links: [],
    },
    spec: { type: 'openapi', lifecycle: 'production', owner: props.owner, definition: { $text: props.openapi } },
  };
  return [resource, service];
}
