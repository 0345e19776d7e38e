import type { Difference } from '../../model/rules/drift/difference';
import { judge, NO_POLICY } from '../../model/rules/drift/judge';
import type { DriftReport } from '../../operations/drift/report';

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

/** A report of production, as a detection makes it. */
export const report = (about: Partial<DriftReport> = {}): DriftReport => ({
  report_id: '7f3c9d3e-0000-4000-8000-000000000000',
  environment: 'production',
  detected_at: '2026-11-28T06:00:00.000Z',
  drift_summary: 'none',
  details_path: 'reports/production/2026-11-28/details.json',
  platform: 'acme',
  complete: true,
  last_complete_at: '2026-11-28T06:00:00.000Z',
  stacks: [],
  findings: [],
  ...about,
});

/** One with major drift. */
export const majorReport = (about: Partial<Difference> = {}): DriftReport =>
  report({ drift_summary: 'major', findings: judge([difference(about)], NO_POLICY, '2026-11-28') });
