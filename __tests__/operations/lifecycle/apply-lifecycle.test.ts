import { NAMESPACE_ADDRESS } from '../../../model/addresses';
import { destroyedEntry } from '../../../operations/lifecycle/destroyed';
import { StatusOfApplies } from '../../../operations/lifecycle/apply-lifecycle';
import { transition } from '../../../operations/lifecycle/change-status';
import { historyOf } from '../../../operations/lifecycle/history';
import type { PlanSummary } from '../../../operations/plan-review/plan-summary';
import { recordOf } from '../../support/memory-ledger';
import { applied, memoryBook, type MemoryBook } from '../../support/status-book';

/** A plan of which one change counts here. */
const planOf = (action: string, address = NAMESPACE_ADDRESS) =>
  ({ counts: {}, changes: [{ address, action }] }) as unknown as PlanSummary;
const MAKES = planOf('create');

// Nobody answers there.
const OUTPUT = {
  ...{ platform: 'acme', endpoint: 'http://127.0.0.1:1', linodeApi: undefined },
  buckets: { state: 'acme-state', artifacts: 'acme-artifacts', ledger: 'acme-ledger', reports: 'acme-reports' },
};

function followerOf({ book }: MemoryBook): StatusOfApplies {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  return new StatusOfApplies({ output: OUTPUT, environment: keys, book });
}

const recordsIn = async ({ ledger }: MemoryBook) =>
  (await historyOf(ledger, 'production')).map(({ record, to }) => `${record} ${to}`);

async function getReady(memory: MemoryBook): Promise<void> {
  memory.applies.push(applied());
  await memory.verify();
  await transition(memory.book, 'production', 'apply-succeeded');
}

describe('what an apply means for the status of an environment', () => {
  let memory: MemoryBook;
  let follower: StatusOfApplies;
  beforeEach(() => {
    memory = memoryBook();
    follower = followerOf(memory);
  });

  it.each(['create', 'replace'])('a record begins where its namespace is planned to %s', async (action) => {
    await follower.begin('production', planOf(action));

    expect(await recordsIn(memory)).toEqual(['1 provisioning']);
  });

  it.each([
    ['the namespace changes only', 'production', planOf('update')],
    ['something else is made', 'production', planOf('create', 'kubernetes_limit_range_v1.limits')],
    ['the stack is that of the cluster', 'cluster', MAKES],
  ] as const)('nothing begins where %s', async (_what, stack, summary) => {
    await follower.begin(stack, summary);

    expect(await recordsIn(memory)).toEqual([]);
  });

  it('an apply that fails critically while it is being made lets it recover, and names both ways on', async () => {
    await follower.begin('production', MAKES);
    await follower.failed('production', () => Promise.resolve('a pool is tainted'), 'production/1');
    await follower.begin('production', MAKES);

    expect(await recordsIn(memory)).toEqual(['1 provisioning', '1 recovering']);
    expect(follower.warnings).toEqual([
      {
        what: expect.stringContaining('a pool is tainted') as string,
        fix: expect.stringMatching(/lke-platform apply production; .*rollback run production\/1$/) as string,
      },
    ]);
  });

  it('an apply that fails and can be done again leaves it as it is being made', async () => {
    await follower.begin('production', MAKES);
    await follower.failed('production', () => Promise.resolve(undefined), 'production/1');

    expect(await recordsIn(memory)).toEqual(['1 provisioning']);
    expect(follower.warnings).toEqual([]);
  });

  it('an apply that fails later changes nothing: that is for its health checks to tell', async () => {
    await follower.begin('production', MAKES);
    await getReady(memory);
    await follower.failed('production', () => Promise.reject(new Error('nobody asks')), undefined);

    expect((await recordsIn(memory)).at(-1)).toBe('1 ready');
    expect(follower.warnings).toEqual([]);
  });

  it('one that is made anew begins another record, whatever it was', async () => {
    await follower.begin('production', MAKES);
    await getReady(memory);
    await follower.begin('production', MAKES);

    expect((await recordsIn(memory)).at(-1)).toBe('2 provisioning');
  });

  it('one that was destroyed before it was ready begins another record, too', async () => {
    await follower.begin('production', MAKES);
    const { chain, ...entry } = destroyedEntry('production', 'provisioning');
    await memory.ledger.append(chain, recordOf(entry.what, entry));
    await follower.begin('production', MAKES);

    expect(await recordsIn(memory)).toEqual(['1 provisioning', '2 provisioning']);
  });

  it('what could not be written down is told with where to look, and stops nothing', async () => {
    jest.spyOn(memory.ledger, 'appendDecided').mockRejectedValue(new Error('the store is full'));
    await follower.begin('production', MAKES);

    expect(follower.warnings).toEqual([
      {
        what: 'the status of production was not written down: the store is full',
        fix: 'npx lke-platform environment history production',
      },
    ]);
  });

  it('a label that does not follow is told with what lets it follow', async () => {
    await follower.ended('production');
    await follower.ended('cluster');

    expect(follower.warnings).toEqual([
      {
        what: expect.stringContaining(
          'the label of production in the cluster does not follow its status yet',
        ) as string,
        fix: 'npx lke-platform environment status production --fix',
      },
    ]);
  });
});
