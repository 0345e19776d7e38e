/** Stands in place of a secret. */
export const SENSITIVE = '(sensitive)';

/** Whether a value has a secret in it that is not told. */
export const hasSensitive = (value: unknown): boolean => JSON.stringify(value ?? null).includes(SENSITIVE);
