import { auditWarnings, lastAuditWarnings } from '../../../../cli/commands/audit/warnings';
import type { AuditRecorder } from '../../../../operations/audit/record';

const audit = {
  log: undefined,
  unwritten: ['"the stack state" (destroy.done) is not in the audit log'],
} as unknown as AuditRecorder;

describe('what the audit log did not take', () => {
  it('is delivered later', async () => {
    const [warning] = await auditWarnings(audit, {});

    expect(warning?.fix).toContain('npx lke-platform audit deliver');
  });

  it('is delivered by nothing once the ledger went with its platform', () => {
    expect(lastAuditWarnings(audit)).toEqual([
      {
        severity: 'warning',
        what: '"the stack state" (destroy.done) is not in the audit log',
        fix: 'keep this output: the audit log went with its bucket, and the export may not have that event',
      },
    ]);
    expect(lastAuditWarnings(undefined)).toEqual([]);
  });
});
