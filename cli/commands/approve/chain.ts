/** Chain of the audit log that a rollout is written into. The baseline is of the whole platform. */
export const chainOf = (rollout: string) => (rollout === 'baseline' ? 'platform' : (rollout as 'production'));
