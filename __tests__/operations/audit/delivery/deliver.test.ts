import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliver } from '../../../../operations/audit/delivery/deliver';
import { hasJournal, journalTarget, RUNBOOK } from '../../../../operations/audit/delivery/journal';
import { lokiFrom } from '../../../../operations/audit/delivery/loki';
import type { DeliveryTarget } from '../../../../operations/audit/delivery/target';
import { Outbox } from '../../../../operations/audit/outbox';
import type { AuditLog } from '../../../../operations/audit/place';
import { LokiStandIn } from '@lke-platform/stand-ins/loki';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../../operations/object-storage/client';
import { memoryLedger, recordOf } from '../../../support/memory-ledger';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('delivery to Loki', () => {
  let s3: S3StandIn;
  let loki: LokiStandIn;
  let log: AuditLog;
  let target: DeliveryTarget;
  beforeEach(async () => {
    [s3, loki] = await Promise.all([S3StandIn.start(), LokiStandIn.start()]);
    s3.createBucket('acme-artifacts');
    const { ledger } = memoryLedger();
    log = {
      platform: 'acme',
      ledger,
      s3: objectStorage(s3.access()),
      artifacts: 'acme-artifacts',
      outbox: new Outbox(temporaryFolder()),
    };
    const environment = { LKE_PLATFORM_AUDIT_LOKI: loki.address, LKE_PLATFORM_AUDIT_LOKI_TENANT: 'platform' };
    target = lokiFrom(log, environment)!;
    for (const what of ['first', 'second']) await ledger.append('production', recordOf(what));
  });
  afterEach(async () => {
    loki.stop();
    await s3.stop();
  });

  it('hands over each event once, from where it ended the last time', async () => {
    await expect(deliver(log.ledger, target)).resolves.toEqual({ target: 'Loki', events: 2, left: 0 });
    await log.ledger.append('staging', recordOf('third'));
    await expect(deliver(log.ledger, target)).resolves.toEqual({ target: 'Loki', events: 1, left: 0 });

    expect(
      loki.lines.map(({ labels, text }) => [labels.environment, (JSON.parse(text) as { what: string }).what]),
    ).toEqual([
      ['production', 'first'],
      ['production', 'second'],
      ['staging', 'third'],
    ]);
    expect(loki.requests[0]).toMatchObject({ 'x-scope-orgid': 'platform' });
  });

  it('changes nothing when it is repeated because the cursor was lost', async () => {
    await deliver(log.ledger, target);
    s3.bucket('acme-artifacts').delete('ledger-deliveries/loki/production.json');
    await expect(deliver(log.ledger, target)).resolves.toMatchObject({ events: 2 });

    expect(loki.lines).toHaveLength(2);
  });

  it('never fails, says what is not delivered, and makes up for it', async () => {
    loki.refusal = { status: 503, body: 'no ingester' };
    await expect(deliver(log.ledger, target)).resolves.toEqual({
      ...{ target: 'Loki', events: 0, left: 2 },
      problem: 'Loki refuses the events: 503 no ingester',
    });
    loki.refusal = undefined;
    await expect(deliver(log.ledger, target)).resolves.toEqual({ target: 'Loki', events: 2, left: 0 });
  });

  it('says that nobody answers', async () => {
    loki.stop();

    await expect(deliver(log.ledger, target)).resolves.toMatchObject({
      left: 2,
      problem: expect.stringMatching(/^Loki cannot be reached at http:\/\/127\.0\.0\.1:\d+: /) as string,
    });
  });

  it('goes nowhere where no Loki is named', () => {
    expect(lokiFrom(log, {})).toBeUndefined();
  });
});

describe('delivery to the journal of the runbook', () => {
  const runbook = () => {
    const file = join(temporaryFolder(), 'runbook.md');
    writeFileSync(file, readFileSync(RUNBOOK));
    return file;
  };

  it('adds a row for each event, once, in order', async () => {
    const { ledger } = memoryLedger();
    const file = runbook();
    await ledger.append('production', recordOf('apply production: 1 create', { why: 'more *room* | now' }));
    await deliver(ledger, journalTarget(file));
    await ledger.append('production', recordOf('apply production: 1 update'));
    await deliver(ledger, journalTarget(file));
    await deliver(ledger, journalTarget(file));

    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| 2026'));
    expect(rows).toEqual([
      '| 2026-11-27T12:00:00.000Z | production/1 stack.applied | jane | apply production: 1 create | more \\*room\\* \\| now |',
      '| 2026-11-27T12:00:00.000Z | production/2 stack.applied | jane | apply production: 1 update |  |',
    ]);
  });

  it('writes a row again that was lost', async () => {
    const { ledger } = memoryLedger();
    const file = runbook();
    for (const what of ['lost', 'kept']) await ledger.append('production', recordOf(what));
    await deliver(ledger, journalTarget(file));
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replace(/^\| 2026.*lost.*\n/m, ''));
    await deliver(ledger, journalTarget(file));

    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  it('leaves a runbook alone that has no journal', async () => {
    const { ledger } = memoryLedger();
    await ledger.append('production', recordOf('first'));
    const file = join(temporaryFolder(), 'runbook.md');
    writeFileSync(file, '# Runbook\n');

    expect(hasJournal(file)).toBe(false);
    await expect(deliver(ledger, journalTarget(file))).resolves.toMatchObject({
      problem: expect.stringContaining('has no place for the journal') as string,
    });
    expect(readFileSync(file, 'utf8')).toBe('# Runbook\n');
  });
});
