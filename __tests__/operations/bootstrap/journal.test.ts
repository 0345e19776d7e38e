import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal, type Temporary } from '../../../operations/bootstrap/journal';
import { temporaryFolder } from '../../support/temporary-folder';

const key: Temporary = { kind: 'key', name: 'acme-bootstrap-1' };
const bucket: Temporary = { kind: 'bucket', name: 'acme-bootstrap-1' };
const noon = () => new Date('2026-11-23T12:00:00Z');

describe('the journal of a bootstrap', () => {
  let file: string;
  let journal: Journal;
  const again = () => new Journal(file, noon);
  beforeEach(() => {
    file = join(temporaryFolder(), 'bootstrap.jsonl');
    journal = again();
  });

  it('is one JSON document a line, with the time', () => {
    journal.write({ event: 'began', step: 'mint-key' });

    expect(readFileSync(file, 'utf8')).toBe(`{"at":"2026-11-23T12:00:00.000Z","event":"began","step":"mint-key"}\n`);
  });

  it('tells the next run what is still to go', () => {
    for (const thing of [key, bucket]) journal.write({ event: 'making', thing });
    journal.write({ event: 'gone', thing: bucket });

    expect(again().temporaries()).toEqual([key]);
  });

  it('does not take for temporary what was kept', () => {
    journal.write({ event: 'making', thing: key });
    journal.write({ event: 'kept', thing: key });

    expect(again().temporaries()).toEqual([]);
  });

  it('looks again, for a day, for what may have been made too late to be found', () => {
    journal.write({ event: 'making', thing: key });
    journal.write({ event: 'missing', thing: key });

    expect(journal.temporaries()).toEqual([]);
    expect(again().temporaries()).toEqual([key]);
    expect(new Journal(file, () => new Date('2026-11-25T12:00:00Z')).temporaries()).toEqual([]);
  });

  it('takes a step for done only if that was the last thing that became of it', () => {
    journal.write({ event: 'done', step: 'create-buckets' });
    expect(again().isDone('create-buckets')).toBe(true);
    journal.write({ event: 'began', step: 'create-buckets' });

    expect(again().isDone('create-buckets')).toBe(false);
    expect(again().isDone('mint-key')).toBe(false);
  });

  it('remembers what became of the lock on each store, and tries a refused one again', () => {
    const probed = { event: 'probed', endpoint: 'https://a.example', versioning: false } as const;
    journal.write({ ...probed, lock: 'sticks' });
    expect(journal.lockOn('https://a.example', false)).toBe('sticks');
    expect(again().lockOn('https://a.example', false)).toBeUndefined();

    journal.write({ ...probed, lock: 'honoured' });
    expect(again().lockOn('https://a.example', false)).toBe('honoured');
    expect(again().lockOn('https://a.example', true)).toBeUndefined();
    expect(again().lockOn('https://b.example', false)).toBeUndefined();
  });

  it('is readable after a power cut in the middle of a line', () => {
    journal.write({ event: 'making', thing: key });
    appendFileSync(file, '{"at":"2026-11-23T12:00:00.000Z","event":"go');

    expect(again().temporaries()).toEqual([key]);
  });
});
