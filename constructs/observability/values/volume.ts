import { SMALLEST_VOLUME_GIB } from '../../../model/baseline-volumes';

/** Smallest volume of Linode's block storage. */
export const SMALLEST_VOLUME = `${SMALLEST_VOLUME_GIB}Gi`;

/** A claim as resources of the Prometheus operator take it. */
export const volumeClaimTemplate = (storageClass: unknown, size: string) => ({
  volumeClaimTemplate: {
    spec: {
      storageClassName: storageClass,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
    },
  },
});
