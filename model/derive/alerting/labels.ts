/** Label of an alert's twin (rule-groups.ts); no other alert has it. */
export const ESCALATION = 'escalation';

/** Label of a twin with the moment at which its alert began: of one firing, and of no later one. */
export const INCIDENT = 'incident';
