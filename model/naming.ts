import { v5 as uuidv5 } from 'uuid';
import type { EnvironmentName } from './entities/environment';

/** Root module with a state of its own. */
export type StackId = 'state' | 'cluster' | EnvironmentName;

/** The buckets of a platform, by what they hold (design: never shared between platforms). */
export const BUCKETS = ['state', 'artifacts', 'ledger'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Namespaces of the baseline, on system's pools. */
export const BASELINE_NAMESPACES = ['sealed-secrets', 'argocd', 'monitoring', 'ingress'] as const;

/** Domain of the labels, taints and annotations the platform sets. */
export const LABEL_DOMAIN = 'lke-platform.io';

/** Node label, taint and namespace label that tell the environment. */
export const ENVIRONMENT_KEY = `${LABEL_DOMAIN}/environment`;

/** Namespace label that belongs to the lifecycle alone; Terraform ignores it. */
export const STATUS_KEY = `${LABEL_DOMAIN}/status`;

/** Linode tag of pools that are kept outside of the cluster resource; the cluster leaves such pools alone. */
export const ENVIRONMENT_POOL_TAG = 'environment-pool';

/** Namespace for the platform's UUIDv5 ids, itself a UUIDv5 of the domain. */
const UUID_NAMESPACE = uuidv5(LABEL_DOMAIN, uuidv5.DNS);

export const namespaceOf = (environment: EnvironmentName) => `env-${environment}`;

/** Label of a node pool at Linode. */
export const nodePoolLabelOf = (environment: EnvironmentName, pool: string) => `${environment}-${pool}`;

export const bucketNameOf = (prefix: string, bucket: Bucket) => `${prefix}-${bucket}`;

/** Name of a bucket of the baseline, which the system stack makes. */
export const baselineBucketNameOf = (prefix: string, part: 'loki' | 'tempo') => `${prefix}-${part}`;

/** Key of a stack's state in the state bucket. */
export const stateKeyOf = (platform: string, stack: StackId) => `${platform}/${stack}.tfstate`;

/** Grafana UID of an environment's dashboard, where the file names none; at most 40 characters. */
export const dashboardUidOf = (platform: string, environment: EnvironmentName) => `${platform}-${environment}`;

/** Id of an environment's secrets bundle, the same on every day and machine. */
export const bundleIdOf = (platform: string, environment: EnvironmentName) =>
  uuidv5(`${platform}/${environment}`, UUID_NAMESPACE);

/** Beginning of the keys of drift reports in the artifacts bucket. */
export const REPORTS_PREFIX = 'drift/';
