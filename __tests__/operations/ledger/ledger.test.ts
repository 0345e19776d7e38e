import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { hashOf, parseEvent } from '../../../operations/ledger/event';
import { Ledger } from '../../../operations/ledger/ledger';
import { LedgerRefusal } from '../../../operations/ledger/refusals';
import { s3LedgerStore, type LedgerStore } from '../../../operations/ledger/store';
import { objectStorage } from '../../../operations/object-storage/client';
import { memoryLedger, recordOf } from '../../support/memory-ledger';

describe('a chain of a ledger', () => {
  it('numbers its events, each with the hash of the text of the one before', async () => {
    const { ledger, objects } = memoryLedger();
    await ledger.append('production', recordOf('first'));
    await ledger.append('production', recordOf('second'));

    const [first = '', second = ''] = [1, 2].map((it) => objects.get(`production/00000000000${it}.json`));
    expect(parseEvent(first)?.event).toMatchObject({ sequence: 1, what: 'first', previous: null });
    expect(parseEvent(second)?.event).toMatchObject({ sequence: 2, what: 'second', previous: hashOf(first) });
  });

  it('never goes back in time, whatever the clock of a writer says', async () => {
    const clock = ['2026-11-27T12:00:00Z', '2026-11-27T09:00:00Z'].map((it) => new Date(it));
    const { ledger } = memoryLedger(() => clock.shift() ?? new Date());
    await ledger.append('production', recordOf('first'));
    const { event } = await ledger.append('production', recordOf('second'));

    expect(event.time).toBe('2026-11-27T12:00:00.000Z');
  });

  it('keeps one chain for each environment', async () => {
    const { ledger } = memoryLedger();
    await ledger.append('production', recordOf('there'));
    const { event } = await ledger.append('staging', recordOf('here'));

    expect([event.sequence, event.previous]).toEqual([1, null]);
  });

  it('loses no event of writers that write at the same time', async () => {
    const { ledger, objects } = memoryLedger();
    const writers = Array.from({ length: 5 }, () => new Ledger({ store: ledger.store, anchors: ledger.anchors }));
    await Promise.all(writers.map((writer, index) => writer.append('production', recordOf(`writer ${index}`))));

    const events = [...objects.values()].flatMap((text) => parseEvent(text)?.event ?? []);
    expect(events.map(({ what }) => what).sort()).toEqual([0, 1, 2, 3, 4].map((it) => `writer ${it}`));
  });

  it('asks for the last event of a long chain a few times only, and again from where it was', async () => {
    const { ledger, objects, requests } = memoryLedger();
    for (let sequence = 1; sequence <= 100_000; sequence += 1) {
      objects.set(`production/${String(sequence).padStart(12, '0')}.json`, '');
    }
    await expect(ledger.last('production')).resolves.toBe(100_000);
    expect(requests.length).toBeLessThan(40);
  });
});

describe('a chain in which nothing is found', () => {
  it('is empty where there is a bucket', async () => {
    await expect(memoryLedger().ledger.last('production')).resolves.toBe(0);
  });

  it('is unknown where there is none: a store says of its objects that they are missing', async () => {
    const s3 = await S3StandIn.start();
    const client = objectStorage(s3.access());
    const ledger = new Ledger({ store: s3LedgerStore(client, 'acme-ledger'), anchors: memoryLedger().ledger.anchors });
    await expect(ledger.last('production')).rejects.toThrow(
      'there is no bucket acme-ledger for the ledger. bootstrap makes it',
    );

    s3.createBucket('acme-ledger');
    await expect(ledger.last('production')).resolves.toBe(0);
    await s3.stop();
  });

  it('is unknown where the store refuses to say', async () => {
    const requireBucket = () => Promise.reject(new Error('403 AccessDenied'));
    const { ledger } = memoryLedger(undefined, { requireBucket });

    await expect(ledger.last('production')).rejects.toThrow('403 AccessDenied');
  });
});

describe('an answer that is lost', () => {
  /** A store that loses the answer to some creations of events, before or after they were done. */
  function losing(isDone: boolean, times: number, answer: () => Promise<never>) {
    const memory = memoryLedger();
    let left = times;
    const store: LedgerStore = {
      ...memory.ledger.store,
      create: async (key, text) => {
        if (key.endsWith('.probe') || left === 0) return memory.ledger.store.create(key, text);
        left -= 1;
        if (isDone) await memory.ledger.store.create(key, text);
        return answer();
      },
    };
    return { ...memory, ledger: new Ledger({ store, anchors: memory.ledger.anchors }) };
  }
  const reset = () => Promise.reject(new Error('socket hang up'));

  it('makes no second event where the first was written', async () => {
    const { ledger, objects } = losing(true, 1, reset);
    const { event } = await ledger.append('production', recordOf('once'));

    expect(event.sequence).toBe(1);
    expect([...objects.keys()].filter((key) => key.startsWith('production/'))).toHaveLength(1);
  });

  it('is made up for where nothing was written', async () => {
    const { ledger, objects } = losing(false, 2, reset);
    await ledger.append('production', recordOf('once'));

    expect([...objects.keys()].filter((key) => key.startsWith('production/'))).toHaveLength(1);
  });

  it('that stays lost is told, with the id to look for', async () => {
    const { ledger } = losing(false, 99, reset);

    await expect(ledger.append('production', recordOf('perhaps'))).rejects.toThrow(
      /whether event [0-9a-f-]{36} is in the ledger \(bucket acme-ledger\) is not known: socket hang up.*audit list/,
    );
  });
});

describe('a store on which no chain can be kept', () => {
  it('is refused before anything is written, with the way out', async () => {
    const written: string[] = [];
    const { ledger } = memoryLedger(undefined, {
      create: (key) => {
        written.push(key);
        return Promise.resolve('created');
      },
    });

    const append = ledger.append('production', recordOf('never'));
    await expect(append).rejects.toThrow(LedgerRefusal);
    await expect(append).rejects.toThrow(/ignores If-None-Match in the bucket acme-ledger.*without versioning/);
    expect(written.filter((key) => key.startsWith('production/'))).toEqual([]);
  });

  it('is told from one that was probed before', async () => {
    const { ledger } = memoryLedger();
    await ledger.append('production', recordOf('first'));
    const later = new Ledger({ store: ledger.store, anchors: ledger.anchors });

    await expect(later.append('production', recordOf('second'))).resolves.toMatchObject({ event: { sequence: 2 } });
  });
});

describe('an anchor that cannot be written', () => {
  it('does not undo the event, and is told', async () => {
    const { ledger } = memoryLedger();
    const anchors = { ...ledger.anchors, write: () => Promise.reject(new Error('no such bucket')) };

    const appended = await new Ledger({ store: ledger.store, anchors }).append('production', recordOf('done'));
    expect(appended).toMatchObject({ event: { sequence: 1 }, notAnchored: 'no such bucket' });
  });
});
