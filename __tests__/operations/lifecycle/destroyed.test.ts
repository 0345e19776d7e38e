import { beginRecord, transition } from '../../../operations/lifecycle/change-status';
import { destroyedEntry, destroyedSince } from '../../../operations/lifecycle/destroyed';
import { readStatus } from '../../../operations/lifecycle/status';
import { recordOf } from '../../support/memory-ledger';
import { memoryBook, type MemoryBook } from '../../support/status-book';

async function destroyed(): Promise<MemoryBook> {
  const memory = memoryBook();
  await beginRecord(memory.book, 'production');
  const { chain, ...entry } = destroyedEntry('production', 'provisioning');
  await memory.ledger.append(chain, recordOf(entry.what, entry));
  return memory;
}

describe('an environment that was destroyed without being retired', () => {
  it('is shown with the status that it had, and that it is gone', async () => {
    const { ledger } = await destroyed();
    const { environments } = await readStatus([{ name: 'production' }], ledger, undefined, { policies: {} });

    expect(environments).toMatchObject([{ status: 'provisioning', destroyed: { sequence: 2 } }]);
  });

  it('gets no other status before it is made anew', async () => {
    const { book } = await destroyed();

    await expect(transition(book, 'production', 'critical-failure')).rejects.toMatchObject({
      problems: [
        {
          what: 'production stays provisioning: it was destroyed',
          allowed: 'nothing: another apply begins a new record',
        },
      ],
    });
    await beginRecord(book, 'production');
    await expect(transition(book, 'production', 'critical-failure')).resolves.toMatchObject({ to: 'recovering' });
  });

  it('is not one by an event of the same kind that says something else', async () => {
    const { ledger } = memoryBook();
    await ledger.append('production', recordOf('something else', { kind: 'destroyed' }));

    expect(await destroyedSince(ledger, 'production', 0)).toBeUndefined();
  });
});
