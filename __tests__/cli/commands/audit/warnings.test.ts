import { LokiStandIn } from '@lke-platform/stand-ins/loki';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { auditWarnings, LastDelivery } from '../../../../cli/commands/audit/warnings';
import { Outbox } from '../../../../operations/audit/outbox';
import type { AuditRecorder } from '../../../../operations/audit/record';
import { objectStorage } from '../../../../operations/object-storage/client';
import { memoryLedger, recordOf } from '../../../support/memory-ledger';
import { temporaryFolder } from '../../../support/temporary-folder';

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
    expect(new LastDelivery(audit, {}).warnings()).toEqual([
      {
        severity: 'warning',
        what: '"the stack state" (destroy.done) is not in the audit log',
        fix: 'keep this output: the audit log went with its bucket, and the export may not have that event',
      },
    ]);
    expect(new LastDelivery(undefined, {}).warnings()).toEqual([]);
  });
});

describe('an audit log that goes with its platform', () => {
  let s3: S3StandIn;
  let loki: LokiStandIn;
  let last: LastDelivery;
  const project = process.cwd();
  beforeEach(async () => {
    process.chdir(temporaryFolder()); // beside the runbook of the project there is a journal
    [s3, loki] = await Promise.all([S3StandIn.start(), LokiStandIn.start()]);
    s3.createBucket('acme-artifacts');
    const { ledger } = memoryLedger();
    await ledger.append('platform', recordOf('destroy state: all buckets'));
    const place = {
      s3: objectStorage(s3.access()),
      artifacts: 'acme-artifacts',
      outbox: new Outbox(temporaryFolder()),
    };
    const log = { platform: 'acme', ledger, ...place };
    const recorder = { log, unwritten: [] } as unknown as AuditRecorder;
    last = new LastDelivery(recorder, { LKE_PLATFORM_AUDIT_LOKI: loki.address });
  });
  afterEach(async () => {
    process.chdir(project);
    loki.stop();
    await s3.stop();
  });

  it('is delivered to its last event', async () => {
    await last.deliver();

    expect(loki.lines.map(({ text }) => text)).toEqual([expect.stringContaining('destroy state: all buckets')]);
    expect(last.warnings()).toEqual([]);
  });

  it('is in its export where nobody took it, and no command is named that needs its bucket', async () => {
    loki.refusal = { status: 503, body: 'no ingester' };
    await last.deliver();

    expect(last.warnings()).toEqual([
      {
        severity: 'warning',
        what: expect.stringMatching(/^the audit log went before it was delivered: .*503 no ingester/) as string,
        fix: 'keep the export of its bucket, which has every event that it took',
      },
    ]);
  });
});
