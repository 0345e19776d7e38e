/** What of Linode a region offers, as far as a platform depends on it. */
export interface Region {
  /** `VPCs` in the region's capabilities. */
  readonly vpc: boolean;
  /** `Kubernetes Enterprise` in the region's capabilities. */
  readonly enterprise: boolean;
  /** `GPU Linodes` in the region's capabilities. Stock per plan varies and is not known here. */
  readonly gpu: boolean;
  /** Object storage endpoints, the preferred one first; empty where Linode has none. */
  readonly objectStorage: readonly ObjectStorageEndpoint[];
}

/** An S3 endpoint of Linode Object Storage. */
export interface ObjectStorageEndpoint {
  /** Host name, without scheme. */
  readonly host: string;
  /** Generation of the endpoint; its number says nothing about the host name. */
  readonly type: 'E0' | 'E1' | 'E2' | 'E3';
}

type Features = readonly ('vpc' | 'enterprise' | 'gpu')[];

const MODERN: Features = ['vpc', 'enterprise', 'gpu'];
const NO_GPU: Features = ['vpc', 'enterprise'];
const LEGACY: Features = [];
const LEGACY_GPU: Features = ['gpu'];

function region(features: Features, ...endpoints: readonly `${string}:${ObjectStorageEndpoint['type']}`[]): Region {
  return {
    vpc: features.includes('vpc'),
    enterprise: features.includes('enterprise'),
    gpu: features.includes('gpu'),
    objectStorage: endpoints.map((endpoint) => {
      const [cluster, type] = endpoint.split(':') as [string, ObjectStorageEndpoint['type']];
      return { host: `${cluster}.linodeobjects.com`, type };
    }),
  };
}

/**
 * Linode's core regions; every one offers LKE. Reviewed against `GET /regions` and
 * `GET /object-storage/endpoints` of mid-2026. A newer region is declared in `catalogue.regions`.
 */
export const REGIONS: ReadonlyMap<string, Region> = new Map(
  Object.entries({
    'ap-northeast': region(LEGACY),
    'ap-south': region(LEGACY_GPU, 'ap-south-1:E0'),
    'ap-southeast': region(LEGACY),
    'ap-west': region(LEGACY_GPU),
    'au-mel': region(['vpc'], 'au-mel-1:E2'),
    'br-gru': region(NO_GPU, 'br-gru-1:E1'),
    'ca-central': region(LEGACY_GPU),
    'de-fra-2': region(MODERN, 'de-fra-1:E3'),
    'es-mad': region(MODERN, 'es-mad-1:E1'),
    'eu-central': region(LEGACY_GPU, 'eu-central-1:E0'),
    'eu-west': region(LEGACY),
    'fr-par': region(MODERN, 'fr-par-1:E1'),
    'fr-par-2': region(MODERN),
    'gb-lon': region(MODERN, 'gb-lon-1:E3'),
    'id-cgk': region(MODERN, 'id-cgk-1:E1'),
    'in-bom-2': region(MODERN),
    'in-maa': region(MODERN, 'in-maa-1:E1'),
    'it-mil': region(MODERN, 'it-mil-1:E1'),
    'jp-osa': region(MODERN, 'jp-osa-1:E1'),
    'jp-tyo-3': region(MODERN, 'jp-tyo-1:E3'),
    'nl-ams': region(MODERN, 'nl-ams-1:E1'),
    'no-osl-1': region(NO_GPU),
    'se-sto': region(MODERN, 'se-sto-1:E1'),
    'sg-sin-2': region(MODERN, 'sg-sin-1:E3'),
    'us-central': region(LEGACY),
    'us-east': region(LEGACY_GPU, 'us-east-1:E0'),
    'us-iad': region(NO_GPU, 'us-iad-1:E1'),
    'us-iad-2': region(NO_GPU),
    'us-lax': region(MODERN, 'us-lax-4:E3', 'us-lax-1:E1'),
    'us-mia': region(MODERN, 'us-mia-1:E1'),
    'us-ord': region(MODERN, 'us-ord-10:E3', 'us-ord-1:E1'),
    'us-sea': region(MODERN, 'us-sea-1:E1'),
    'us-southeast': region(LEGACY_GPU, 'us-southeast-1:E0'),
    'us-west': region(LEGACY),
  }),
);
