import { Token } from 'cdktf';
import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { MONITORING_SECRETS } from '../../../model/baseline-secrets';
import { MONITORING_SERVICES } from '../../../model/baseline-services';
import type { Placement } from '../../placement';
import type { ObservabilityWire } from '../inputs';
import { bucketKeyEnvironment } from './object-storage';
import { SMALLEST_VOLUME } from './volume';

const OFF = { enabled: false };
const NONE = { replicas: 0 };

/** Values of the chart loki 18.11.0: one process with everything, its data in a bucket. */
export const lokiValues = (inputs: ObservabilityWire, placement: Placement) => ({
  fullnameOverride: MONITORING_SERVICES.loki.name,
  deploymentMode: 'Monolithic',
  loki: {
    // Loki 3.7.0 to 3.7.6, the chart's own, uploads in aws-chunked encoding, which Linode's newer endpoints refuse.
    image: { tag: inputs.lokiImageTag },
    // One organisation: environments are told apart by the label k8s_namespace_name.
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    commonConfig: { replication_factor: 1 },
    storage: storage(inputs),
    schemaConfig: {
      configs: [
        // A day before any log of a platform, so that one schema covers all of them.
        {
          from: '2024-04-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    limits_config: { retention_period: `${Token.asString(inputs.retentionDays)}d` },
    // Loki deletes what is too old; a rule of the bucket would remove chunks that the index still names.
    compactor: { retention_enabled: true, delete_request_store: 's3' },
  },
  singleBinary: {
    ...placement,
    replicas: 1,
    extraEnv: [
      ...bucketKeyEnvironment(inputs.lokiBucketKeySecret, MONITORING_SECRETS.lokiBucketKey.fields),
      { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
      { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
    ],
    persistence: { size: SMALLEST_VOLUME, storageClass: inputs.storageClass },
    resources: { requests: BASELINE_REQUESTS.loki, limits: { memory: '2Gi' } },
  },
  rbac: { namespaced: true },
  monitoring: { serviceMonitor: { enabled: true } },

  // Parts of the other deployment modes, and what one process does not need.
  read: NONE,
  write: NONE,
  backend: NONE,
  gateway: OFF,
  ruler: OFF,
  sidecar: { rules: OFF },
  resultsCache: OFF,
  chunksCache: OFF,
  memcached: OFF,
  lokiCanary: OFF,
  test: OFF,
});

function storage({ lokiBucket, endpoint, region }: ObservabilityWire) {
  return {
    type: 's3',
    bucketNames: { chunks: lokiBucket },
    s3: { endpoint, region, s3ForcePathStyle: true },
  };
}
