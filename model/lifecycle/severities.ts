/** Severities of alerts that degrade an environment, unless somebody names others. */
export const SEVERITIES: readonly string[] = ['critical'];
