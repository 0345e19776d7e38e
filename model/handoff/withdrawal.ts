import type { ContractChange } from './change';

/** Id of the rule by which a contract that is no more breaks what it told. */
export const WITHDRAWN_RULE = 'contract-withdrawn';

/** What it changes that an environment is not handed off any more. @param version the one that was published last */
export const withdrawal = (version: number): ContractChange => ({
  rule: WITHDRAWN_RULE,
  effect: 'breaking',
  at: 'contract',
  before: `version ${version}`,
  after: null,
});
