import { OFFER } from './offer';

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

/** Linode's core regions; every one offers LKE. A newer region is declared in `catalogue.regions`. */
export const REGIONS: ReadonlyMap<string, Region> = new Map(Object.entries(OFFER.regions as Record<string, Region>));
