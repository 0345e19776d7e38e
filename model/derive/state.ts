import type { Catalogue } from '../catalogue/catalogue';
import { BUCKETS, bucketNameOf, type Bucket } from '../naming';
import type { PlatformFile } from '../platform-file';

/** Remote state of the stacks, and the buckets beside it. */
export interface State {
  /** Linode region of the buckets. */
  readonly region: string;
  /**
   * Host of the S3 endpoint, with a port if it has one, as Linode and its provider are told it; undefined where only an
   * address without TLS is known, which the provider does not speak.
   */
  readonly endpointHost: string | undefined;
  /** Address under which the buckets are reached. */
  readonly endpoint: string;
  readonly buckets: Readonly<Record<Bucket, string>>;
  /** Beginning of the names of all buckets of the platform. */
  readonly bucketPrefix: string;
  readonly versioning: boolean;
}

/** Settles region, endpoint and bucket names. */
export function deriveState(file: PlatformFile, overrides: PlatformFile['sources'], catalogue: Catalogue): State {
  const region = file.state.region ?? file.cluster.region;
  const address = overrides.objectStorage ?? file.sources.objectStorage;
  const endpointHost =
    file.state.endpointHost ?? tlsHost(address) ?? catalogue.regions.get(region)?.objectStorage[0]?.host;
  const bucketPrefix = file.state.bucketPrefix ?? file.name;
  return {
    region,
    endpointHost,
    endpoint: address ?? `https://${String(endpointHost)}`,
    buckets: Object.fromEntries(
      BUCKETS.map((bucket) => [bucket, bucketNameOf(bucketPrefix, bucket)]),
    ) as State['buckets'],
    bucketPrefix,
    versioning: file.state.versioning,
  };
}

/** Host and port of an address with TLS. */
const tlsHost = (address: string | undefined) => /^https:\/\/(.+)$/.exec(address ?? '')?.[1];
