/** States of an environment's lifecycle (data-model.md, Environment). */
export const STATUSES = ['provisioning', 'ready', 'degraded', 'recovering', 'retired'] as const;
export type Status = (typeof STATUSES)[number];
