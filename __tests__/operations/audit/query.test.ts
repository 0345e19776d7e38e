import { eventsOf, newestEvents } from '../../../operations/audit/query';
import { memoryLedger, recordOf, type MemoryLedger } from '../../support/memory-ledger';

/** A ledger whose events are a minute apart, from noon on. */
async function ledgerOf(count: number): Promise<MemoryLedger> {
  let minute = 0;
  const memory = memoryLedger(() => new Date(Date.UTC(2026, 10, 27, 12, minute++)));
  for (let index = 1; index <= count; index += 1) {
    const actor = { name: index % 10 === 0 ? 'joe' : 'jane', provenBy: 'linode-profile' as const };
    await memory.ledger.append('production', recordOf(`event ${index}`, { actor, kind: 'apply.done' }));
  }
  memory.requests.length = 0;
  return memory;
}

const whatOf = async (events: AsyncIterable<{ event: { what: string } }>) => {
  const found: string[] = [];
  for await (const { event } of events) found.push(event.what);
  return found;
};

it('finds a period without reading what is outside of it', async () => {
  const { ledger, requests } = await ledgerOf(400);
  const period = { since: '2026-11-27T14:00:00Z', until: '2026-11-27T14:03:00Z' };

  await expect(whatOf(eventsOf(ledger, 'production', period))).resolves.toEqual([
    'event 121',
    'event 122',
    'event 123',
  ]);
  expect(requests.filter((it) => it.startsWith('read')).length).toBeLessThan(40);
});

it('lists the newest first, and reads only as many as it takes', async () => {
  const { ledger, requests } = await ledgerOf(400);
  const newest = await newestEvents(ledger, { actor: 'joe' }, 2);

  expect(newest.map(({ what }) => what)).toEqual(['event 400', 'event 390']);
  expect(requests.filter((it) => it.startsWith('read')).length).toBeLessThan(60);
});

it('puts the events of all chains in one order', async () => {
  const { ledger } = await ledgerOf(3);
  await ledger.append('staging', recordOf('later'));

  const events = await newestEvents(ledger, {}, 10);
  expect(events.map(({ chain }) => chain)).toEqual(['staging', 'production', 'production', 'production']);
});

it.each([
  ['apply', 3],
  ['apply.done', 3],
  ['app', 0],
  ['apply.failed', 0],
])('filters by the kind %s', async (kind, count) => {
  const { ledger } = await ledgerOf(3);

  expect(await newestEvents(ledger, { kind }, 10)).toHaveLength(count);
});

it('finds what has no anchor, or one that tells nothing, by reading it', async () => {
  const { ledger, anchored } = await ledgerOf(40);
  anchored.splice(9, 1);
  anchored.forEach((it) => {
    if (it.anchor.sequence === 20) it.anchor = { sequence: 20, hash: it.anchor.hash };
  });

  const found = await newestEvents(ledger, { actor: 'joe' }, 10);
  expect(found.map(({ what }) => what)).toEqual(['event 40', 'event 30', 'event 20', 'event 10']);
});
