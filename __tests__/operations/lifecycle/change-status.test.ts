import { Ledger } from '../../../operations/ledger/ledger';
import { beginRecord, eventTo, transition } from '../../../operations/lifecycle/change-status';
import { historyOf, lastChange } from '../../../operations/lifecycle/history';
import { LifecycleRefused } from '../../../operations/lifecycle/refused';
import { applied, CONFIGURATION, memoryBook, type MemoryBook } from '../../support/status-book';

const refusalOf = async (change: Promise<unknown>) => {
  const error = await change.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(LifecycleRefused);
  return (error as LifecycleRefused).problems;
};

/** An environment that is ready, by what it takes. */
async function ready(): Promise<MemoryBook> {
  const memory = memoryBook();
  await beginRecord(memory.book, 'production');
  memory.applies.push(applied());
  await memory.verify();
  await transition(memory.book, 'production', 'apply-succeeded');
  return memory;
}

describe('a status', () => {
  it('is written down with who, why, and what led to it', async () => {
    const { ledger } = await ready();

    expect(await lastChange(ledger, 'production')).toEqual({
      ...{ record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded', sequence: 3 },
      ...{ actor: 'jane', why: 'a test', time: '2026-11-27T12:00:00.000Z' },
      what: 'production is ready, was provisioning: apply-succeeded',
    });
  });

  it('goes through the lifecycle, and begins a new record when the environment is made anew', async () => {
    const { book, verify, backUp, ledger } = await ready();
    await transition(book, 'production', 'health-check-failed');
    await transition(book, 'production', 'remediation-complete');
    await verify();
    await transition(book, 'production', 'validation-passed');
    await backUp();
    await transition(book, 'production', 'scheduled-retirement');
    await beginRecord(book, 'production');

    const history = await historyOf(ledger, 'production');
    expect(history.map(({ record, to }) => [record, to])).toEqual([
      [1, 'provisioning'],
      [1, 'ready'],
      [1, 'degraded'],
      [1, 'recovering'],
      [1, 'ready'],
      [1, 'retired'],
      [2, 'provisioning'],
    ]);
    expect(history.every(({ follows }) => follows)).toBe(true);
  });

  it('is provisioning before anything was written down, and can be ready from there', async () => {
    const { book, applies, verify } = memoryBook();
    applies.push(applied());
    await verify();

    expect(await transition(book, 'production', 'apply-succeeded')).toMatchObject({ record: 1, from: 'provisioning' });
  });

  it('is refused with the reason, what is possible and what to do', async () => {
    const { book, applies } = memoryBook();
    applies.push(applied());

    expect(await refusalOf(transition(book, 'production', 'apply-succeeded'))).toEqual([
      {
        what: 'production stays provisioning: it was never verified',
        allowed: 'ready (apply-succeeded), recovering (critical-failure)',
        fix: 'npx lke-platform environment verify production',
      },
    ]);
  });

  it.each([
    ['was not kept', undefined, 'no apply is known of which the configuration was kept'],
    ['failed', applied(CONFIGURATION, 'failed'), 'failed'],
    ['did not end', applied(CONFIGURATION, null), 'did not come to its end'],
    ['was another one', applied('applied/production/later/'), 'applied/production/later/ was applied since'],
  ])('is not ready where the last apply %s', async (_what, last, reason) => {
    const { book, applies, verify } = memoryBook();
    if (last) applies.push(last);
    await verify();

    const [problem] = await refusalOf(transition(book, 'production', 'apply-succeeded'));
    expect(problem?.what).toContain(reason);
  });

  it('is not ready again by a verification of before the incident', async () => {
    const { book } = await ready();
    await transition(book, 'production', 'health-check-failed');
    await transition(book, 'production', 'remediation-complete');

    expect(await refusalOf(transition(book, 'production', 'validation-passed'))).toMatchObject([
      { what: 'production stays recovering: it was not verified since it became recovering' },
    ]);
  });

  it('is not retired without a backup', async () => {
    const { book } = await ready();

    expect(await refusalOf(transition(book, 'production', 'scheduled-retirement'))).toMatchObject([
      { what: 'production stays ready: there is no backup of it' },
    ]);
  });

  it('is changed by one of two writers that want to at the same time', async () => {
    const { book, ledger } = await ready();
    const writers = [1, 2, 3].map(() => ({
      ...book,
      ledger: new Ledger({ store: ledger.store, anchors: ledger.anchors }),
    }));
    const outcomes = await Promise.allSettled(
      writers.map((writer) => transition(writer, 'production', 'health-check-failed')),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await historyOf(ledger, 'production')).map(({ to }) => to)).toEqual(['provisioning', 'ready', 'degraded']);
  });
});

describe('the way to a status', () => {
  it('is the event that leads there', async () => {
    const { book } = await ready();

    expect(await eventTo(book, 'production', 'degraded')).toBe('health-check-failed');
    expect(await refusalOf(eventTo(book, 'production', 'recovering'))).toEqual([
      {
        what: 'production stays ready: recovering does not follow on ready',
        allowed: 'degraded (health-check-failed), retired (scheduled-retirement)',
      },
    ]);
  });
});

describe('what the ledger tells', () => {
  it('is not believed where the lifecycle does not allow it', async () => {
    const { ledger } = await ready();
    const details = { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' };
    await ledger.append('production', {
      ...{ kind: 'status', what: 'by hand', why: null, details },
      actor: { name: 'somebody', provenBy: 'linode-profile' },
    });

    expect((await historyOf(ledger, 'production')).map(({ follows }) => follows)).toEqual([true, true, false]);
  });
});
