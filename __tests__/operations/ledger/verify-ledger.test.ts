import { nextEvent, parseEvent, type StoredEvent } from '../../../operations/ledger/event';
import { keyOf } from '../../../operations/ledger/store';
import { verifyLedger } from '../../../operations/ledger/verify-ledger';
import { memoryLedger, recordOf, type MemoryLedger } from '../../support/memory-ledger';

const LENGTH = 9;
const key = (sequence: number) => keyOf('production', sequence);

/** A chain of nine events. */
async function chainOfNine(): Promise<MemoryLedger> {
  const memory = memoryLedger();
  for (let index = 1; index <= LENGTH; index += 1) await memory.ledger.append('production', recordOf(`event ${index}`));
  return memory;
}

function stored({ objects }: MemoryLedger, sequence: number): StoredEvent {
  const event = parseEvent(objects.get(key(sequence)) ?? '');
  if (!event) throw new Error(`no event ${sequence}`);
  return event;
}

/** Writes the chain anew from some event on, each event with a link to the one before. */
function rewriteFrom(memory: MemoryLedger, first: number): void {
  for (let sequence = first; sequence <= LENGTH; sequence += 1) {
    const { event } = stored(memory, sequence);
    const record = { ...event, what: `not ${event.what}` };
    const before = sequence === 1 ? undefined : stored(memory, sequence - 1);
    const { id, kind, actor, what, why, details } = record;
    const forged = nextEvent('production', { id, kind, actor, what, why, details }, before, new Date(event.time));
    memory.objects.set(key(sequence), forged.text);
  }
}

const findingsOf = async ({ ledger }: MemoryLedger) => (await verifyLedger(ledger, 'production')).findings;

it('a chain that nobody has touched is whole', async () => {
  const { ledger } = await chainOfNine();

  await expect(verifyLedger(ledger, 'production')).resolves.toMatchObject({
    events: LENGTH,
    anchored: LENGTH,
    head: { sequence: LENGTH },
    findings: [],
  });
});

it('a chain without events is whole', async () => {
  await expect(verifyLedger(memoryLedger().ledger, 'staging')).resolves.toMatchObject({ events: 0, findings: [] });
});

describe('what was done to a chain is found, with its place', () => {
  it('a tail that was cut off', async () => {
    const memory = await chainOfNine();
    for (const sequence of [8, 9]) memory.objects.delete(key(sequence));

    expect(await findingsOf(memory)).toEqual([
      { kind: 'cut-tail', first: 8, last: 9, what: 'the end is cut off: events 8 to 9 are missing' },
    ]);
  });

  it('a whole chain that was removed', async () => {
    const memory = await chainOfNine();
    memory.objects.clear();

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'cut-tail', first: 1, last: 9 }]);
  });

  it('an event that was replaced', async () => {
    const memory = await chainOfNine();
    memory.objects.set(key(5), (memory.objects.get(key(5)) ?? '').replace('event 5', 'nothing'));

    expect(await findingsOf(memory)).toEqual([
      { kind: 'replaced', first: 5, last: 5, what: 'event 5 is not what was anchored: replaced' },
    ]);
  });

  it('anchors that were swapped', async () => {
    const memory = await chainOfNine();
    const [five, six] = memory.anchored.slice(4, 6).map(({ anchor }) => anchor);
    memory.anchored[4] = { chain: 'production', anchor: { ...six!, sequence: 5 } };
    memory.anchored[5] = { chain: 'production', anchor: { ...five!, sequence: 6 } };

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'replaced', first: 5, last: 6 }]);
  });

  it('an anchor that hides an event from searches', async () => {
    const memory = await chainOfNine();
    const { anchor } = memory.anchored[4]!;
    memory.anchored[4] = { chain: 'production', anchor: { ...anchor, about: { kind: 'apply', actor: 'joe' } } };

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'false-hint', first: 5, last: 5 }]);
  });

  it('the last event, replaced', async () => {
    const memory = await chainOfNine();
    rewriteFrom(memory, 9);

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'replaced', first: 9, last: 9 }]);
  });

  it('a chain that was written anew from some event on', async () => {
    const memory = await chainOfNine();
    rewriteFrom(memory, 6);

    expect(await findingsOf(memory)).toEqual([
      {
        kind: 'forked',
        first: 6,
        last: 9,
        what: 'the chain forks after event 5: events 6 to 9 are not those that were anchored',
      },
    ]);
  });

  it('events that were taken out of the middle', async () => {
    const memory = await chainOfNine();
    for (const sequence of [3, 4]) memory.objects.delete(key(sequence));

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'missing', first: 3, last: 4 }]);
  });

  it('an event that was copied to another place', async () => {
    const memory = await chainOfNine();
    memory.objects.set(key(5), memory.objects.get(key(2)) ?? '');

    expect(await findingsOf(memory)).toMatchObject([
      { kind: 'misplaced', first: 5, what: 'event 5 is a copy of production/2' },
      { kind: 'replaced', first: 5 },
    ]);
  });

  it('an event that is none any more', async () => {
    const memory = await chainOfNine();
    memory.objects.set(key(5), 'nonsense');

    expect(await findingsOf(memory)).toMatchObject([{ kind: 'unreadable', first: 5 }]);
  });

  it('without anchors, an event that its successor does not know', async () => {
    const memory = await chainOfNine();
    memory.anchored.length = 0;
    memory.objects.set(key(5), (memory.objects.get(key(5)) ?? '').replace('event 5', 'nothing'));

    expect(await findingsOf(memory)).toEqual([
      { kind: 'broken-link', first: 5, last: 6, what: 'event 6 does not follow event 5: one of them was replaced' },
    ]);
  });
});

describe('from a checkpoint', () => {
  it('only what comes after it is read', async () => {
    const memory = await chainOfNine();
    const { hash } = stored(memory, 7);
    memory.requests.length = 0;

    const verification = await verifyLedger(memory.ledger, 'production', { sequence: 7, hash });
    expect(verification).toMatchObject({ events: 3, head: { sequence: 9 }, findings: [] });
    expect(memory.requests.filter((it) => it.startsWith('read'))).toHaveLength(3);
  });

  it('the event of the checkpoint has to be the one it was', async () => {
    const memory = await chainOfNine();
    const { hash } = stored(memory, 7);
    memory.anchored.length = 0;
    rewriteFrom(memory, 7);

    const { findings } = await verifyLedger(memory.ledger, 'production', { sequence: 7, hash });
    expect(findings).toMatchObject([{ kind: 'replaced', first: 7 }]);
  });

  it('everything that was removed is found, although the event of the checkpoint was never anchored', async () => {
    const memory = await chainOfNine();
    const { hash } = stored(memory, 9);
    memory.anchored.pop();
    memory.objects.clear();

    const { findings } = await verifyLedger(memory.ledger, 'production', { sequence: 9, hash });
    expect(findings).toMatchObject([{ kind: 'cut-tail', first: 9, last: 9 }]);
  });
});
