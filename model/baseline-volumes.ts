/** Smallest volume of Linode's block storage, in GiB. What asks for less gets and pays this much. */
export const SMALLEST_VOLUME_GIB = 10;

/**
 * Volumes of the baseline by the release that claims them and what they hold, in GiB. Nothing else of the baseline has
 * one: logs and traces lie in buckets.
 */
export const BASELINE_VOLUMES = {
  'kube-prometheus-stack': { prometheus: 50, alertmanager: SMALLEST_VOLUME_GIB },
  loki: { loki: SMALLEST_VOLUME_GIB },
  tempo: { tempo: SMALLEST_VOLUME_GIB },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;
