import { Op, Token } from 'cdktf';
import { BASELINE_REQUESTS } from '../../../model/baseline-requests';
import { MONITORING_SECRETS } from '../../../model/baseline-secrets';
import { MONITORING_SERVICES } from '../../../model/baseline-services';
import type { Placement } from '../../placement';
import type { ObservabilityWire } from '../inputs';
import { bucketKeyEnvironment, splitEndpoint } from './object-storage';
import { SMALLEST_VOLUME } from './volume';

/** Values of the chart tempo 2.2.4: one process with everything, its data in a bucket. */
export const tempoValues = (inputs: ObservabilityWire, placement: Placement) => ({
  ...placement,
  fullnameOverride: MONITORING_SERVICES.tempo.name,
  tempo: {
    reportingEnabled: false,
    memBallastSizeMbs: 0,
    // Go's durations know no days.
    retention: `${Token.asString(Op.mul(inputs.retentionDays, 24))}h`,
    storage: { trace: { backend: 's3', s3: bucket(inputs) } },
    extraEnv: bucketKeyEnvironment(inputs.tempoBucketKeySecret, MONITORING_SECRETS.tempoBucketKey.fields),
    resources: { requests: BASELINE_REQUESTS.tempo, limits: { memory: '2Gi' } },
  },
  persistence: { enabled: true, size: SMALLEST_VOLUME, storageClassName: inputs.storageClass },
  serviceMonitor: { enabled: true },
});

function bucket({ tempoBucket, endpoint, region }: ObservabilityWire) {
  const { host, insecure } = splitEndpoint(endpoint);
  return { bucket: tempoBucket, endpoint: host, region, insecure, forcepathstyle: true };
}
