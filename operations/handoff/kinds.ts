/** Kind of the event that a contract was published. */
export const CONTRACT_KIND = 'handoff-contract';

/** Kind of the event that the address of a kubeconfig was tried again, which works once. */
export const REUSED_KIND = 'handoff-link-reused';
