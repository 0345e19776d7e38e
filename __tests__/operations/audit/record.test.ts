import { recorder } from '../../../operations/audit/record';
import { newestEvents } from '../../../operations/audit/query';
import type { AuditLog } from '../../../operations/audit/place';
import type { LedgerStore } from '../../../operations/ledger/store';
import { memoryLedger } from '../../support/memory-ledger';

const jane = { name: 'jane', provenBy: 'linode-profile' as const };
const entry = { chain: 'production' as const, kind: 'apply', what: 'apply production: 1 create' };

function recording(changes?: Partial<LedgerStore>) {
  const memory = memoryLedger(undefined, changes);
  const log = { platform: 'acme', ledger: memory.ledger } as AuditLog;
  return { ...memory, audit: recorder(log, jane, 'more room') };
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

it('does not fail what is done because its end cannot be written, and says so', async () => {
  let isDown = false;
  const { ledger } = memoryLedger();
  const memory = recording({
    ...ledger.store,
    create: (key, text) => (isDown ? Promise.reject(new Error('down')) : ledger.store.create(key, text)),
  });
  const writeEnd = await memory.audit.begin(entry);
  isDown = true;

  await expect(writeEnd('done')).resolves.toBeUndefined();
  expect(memory.audit.unwritten).toEqual([
    expect.stringMatching(/^that apply production: 1 create is done is not in the audit log: .*down/),
  ]);
});
