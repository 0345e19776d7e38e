import { beginRecord } from '../../../operations/lifecycle/change-status';
import { goingAmong, unretiredProblem, writeDestroyed } from '../../../operations/retirement/unretired';
import type { AuditEntry } from '../../../operations/audit/record';
import { recordOf } from '../../support/memory-ledger';
import { memoryBook } from '../../support/status-book';

describe('environments that are destroyed', () => {
  it('are those of the stacks that have a record, once', async () => {
    const { book, ledger } = memoryBook();
    await beginRecord(book, 'production');
    const write = async ({ chain, what, ...entry }: AuditEntry) => {
      await ledger.append(chain, recordOf(what, entry));
    };
    const going = await goingAmong(ledger, ['cluster', 'staging', 'production']);
    expect(going).toEqual([{ environment: 'production', status: 'provisioning' }]);

    await writeDestroyed({ write }, going, ['staging']);
    expect(await goingAmong(ledger, ['production'])).toHaveLength(1);
    await writeDestroyed({ write }, going, ['production']);
    expect(await goingAmong(ledger, ['production'])).toEqual([]);
  });

  it.each(['ready', 'degraded', 'recovering'] as const)('are warned of while they are %s', (status) => {
    expect(unretiredProblem({ environment: 'staging', status })).toMatchObject({
      what: expect.stringContaining(`staging is ${status}, not retired`) as string,
      fix: 'retire it instead: npx lke-platform environment retire staging',
    });
  });

  it.each([
    ['retired', 'staging'],
    ['provisioning', 'staging'],
    ['ready', 'system'],
  ] as const)('are not warned of: %s %s', (status, environment) => {
    expect(unretiredProblem({ environment, status })).toBeUndefined();
  });
});
