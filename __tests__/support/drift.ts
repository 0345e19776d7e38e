import type { Difference } from '../../model/rules/drift/difference';

/** A difference of a value, as a plan shows it. */
export const difference = (about: Partial<Difference>): Difference => ({
  stack: 'production',
  address: `${about.kind ?? 'linode_firewall'}.thing`,
  kind: 'linode_firewall',
  path: ['inbound_policy'],
  action: 'changed',
  before: 'DROP',
  after: 'ACCEPT',
  origin: 'plan',
  ...about,
});
