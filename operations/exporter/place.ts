import type { Bucket } from '../../model/naming';

/** Buckets that the exporter reads. */
export const READ_BUCKETS = ['ledger', 'artifacts', 'reports'] as const satisfies readonly Bucket[];
export type ReadBucket = (typeof READ_BUCKETS)[number];

/** Where the exporter reads. */
export interface ExporterPlace {
  /** Address of the object storage. */
  readonly endpoint: string;
  readonly buckets: Readonly<Record<ReadBucket, string>>;
}
