import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Outbox } from '../../../operations/audit/outbox';
import { outboxRecorder, recorder } from '../../../operations/audit/record';
import { sendWaiting } from '../../../operations/audit/send';
import { newestEvents } from '../../../operations/audit/query';
import type { AuditLog } from '../../../operations/audit/place';
import type { Ledger } from '../../../operations/ledger/ledger';
import type { LedgerStore } from '../../../operations/ledger/store';
import { memoryLedger } from '../../support/memory-ledger';
import { temporaryFolder } from '../../support/temporary-folder';

const jane = { name: 'jane', provenBy: 'linode-profile' as const };
const entry = { chain: 'production' as const, kind: 'apply', what: 'apply production: 1 create' };

function recording(changes?: Partial<LedgerStore>) {
  const memory = memoryLedger(undefined, changes);
  const outbox = new Outbox(join(temporaryFolder(), 'outbox'));
  const log = { platform: 'acme', ledger: memory.ledger, outbox } as AuditLog;
  return { ...memory, outbox, audit: recorder(log, jane, 'more room') };
}

it('writes what begins before it is done, and how it ended', async () => {
  const { audit, ledger } = recording();
  const writeEnd = await audit.begin(entry);
  await writeEnd('done');

  expect(await newestEvents(ledger, {}, 9)).toMatchObject([
    { sequence: 2, kind: 'apply.done', actor: jane, why: 'more room', details: { began: 1 } },
    { sequence: 1, kind: 'apply.began', actor: jane, why: 'more room' },
  ]);
});

it('lets nothing begin that cannot be written down', async () => {
  const { audit } = recording({ create: () => Promise.reject(new Error('AccessDenied')) });

  await expect(audit.begin(entry)).rejects.toThrow(/AccessDenied.*Nothing was done\. Fix that, or .* --no-audit/);
});

describe('an end that cannot be written', () => {
  /** A ledger that goes down after the beginning is written. */
  async function interrupted() {
    const healthy = memoryLedger();
    let isDown = false;
    const memory = recording({
      ...healthy.ledger.store,
      create: (key, text) => (isDown ? Promise.reject(new Error('down')) : healthy.ledger.store.create(key, text)),
    });
    const writeEnd = await memory.audit.begin(entry);
    isDown = true;
    await expect(writeEnd('done')).resolves.toBeUndefined();
    return { ...memory, healthy: healthy.ledger };
  }
  const kindsOf = async (ledger: Ledger) => (await newestEvents(ledger, {}, 9)).map(({ kind }) => kind);

  it('does not fail what is done, waits in a file of the owner, and is said', async () => {
    const { audit, outbox } = await interrupted();
    const [file = ''] = readdirSync(outbox.folder);

    expect(statSync(join(outbox.folder, file)).mode & 0o777).toBe(0o600);
    expect(audit.unwritten).toEqual([
      expect.stringMatching(
        /^"apply production: 1 create" \(apply\.done\) is not in the audit log: .*down.* waits in /,
      ),
    ]);
    expect(audit.unwritten[0]).toContain(join(outbox.folder, file));
  });

  it('is written by the next run, once, with when it happened', async () => {
    const { healthy, outbox } = await interrupted();

    expect(await sendWaiting(healthy, outbox)).toEqual([]);
    expect(await sendWaiting(healthy, outbox)).toEqual([]);
    expect(await newestEvents(healthy, {}, 9)).toMatchObject([
      {
        kind: 'apply.done',
        actor: jane,
        why: 'more room',
        details: { began: 1, happened: expect.any(String) as string },
      },
      { kind: 'apply.began' },
    ]);
  });

  it('is not written twice by the run after one that was killed once it had written it', async () => {
    const { healthy, outbox } = await interrupted();
    const [file = ''] = readdirSync(outbox.folder);
    const copy = readFileSync(join(outbox.folder, file));
    await sendWaiting(healthy, outbox);
    writeFileSync(join(outbox.folder, file), copy);
    await sendWaiting(healthy, outbox);

    expect(await kindsOf(healthy)).toEqual(['apply.done', 'apply.began']);
    expect(outbox.waiting).toBe(0);
  });

  it('waits on while the ledger is down, and is said again', async () => {
    const { ledger, outbox } = await interrupted();

    expect(await sendWaiting(ledger, outbox)).toEqual([expect.stringMatching(/^1 event waits in .*down/)]);
    expect(outbox.waiting).toBe(1);
  });

  it('stops nothing where a file is not an event, and names it', async () => {
    const { healthy, outbox } = await interrupted();
    writeFileSync(join(outbox.folder, '0.json'), 'spoilt');

    expect((await sendWaiting(healthy, outbox)).join()).toContain('0.json is not an event that waits');
    expect(await kindsOf(healthy)).toEqual(['apply.done', 'apply.began']);
  });
});

it('lets events wait where there is no ledger yet', async () => {
  const outbox = new Outbox(join(temporaryFolder(), 'outbox'));
  const writeEnd = await outboxRecorder(outbox, jane).begin({
    chain: 'platform',
    kind: 'bootstrap',
    what: 'bootstrap',
  });
  await writeEnd('done');
  const { ledger } = memoryLedger();

  await sendWaiting(ledger, outbox);
  const kinds = (await newestEvents(ledger, {}, 9)).map(({ kind }) => kind);
  expect(kinds).toEqual(['bootstrap.done', 'bootstrap.began']);
});
