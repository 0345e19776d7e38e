import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OwnKeyJournal } from '../../../../operations/secrets/own-keys/journal';
import { temporaryFolder } from '../../../support/temporary-folder';

const DAY_MS = 24 * 3600_000;
const making = (label: string) => ({ key: 'bucket-key' as const, label, file: '/home/jane/acme.env' });

describe('the journal of own keys that are made', () => {
  let path: string;
  let now: Date;
  let journal: OwnKeyJournal;
  beforeEach(() => {
    path = join(temporaryFolder(), 'work', 'own-keys.jsonl');
    now = new Date('2026-11-28T06:00:00Z');
    journal = new OwnKeyJournal(path, () => now);
  });
  const left = () => journal.left().map(({ label }) => label);

  it('is for its owner alone', () => {
    journal.write('making', making('a'));

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('tells what was asked for and neither kept nor removed', () => {
    expect(left()).toEqual([]);
    for (const label of ['a', 'b', 'c']) journal.write('making', making(label));
    journal.write('kept', making('a'));
    journal.write('gone', making('b'));

    expect(journal.left()).toEqual([making('c')]);
  });

  it('tells for a day what was looked for in vain: an answer may come late', () => {
    journal.write('making', making('a'));
    now = new Date(now.getTime() + DAY_MS);
    journal.write('missing', making('a'));
    expect(left()).toEqual(['a']);
    now = new Date(now.getTime() + 1);
    expect(left()).toEqual([]);
  });

  it('is read past a line that was cut off', () => {
    journal.write('making', making('a'));
    appendFileSync(path, '{"at":"2026-\n');
    journal.write('making', making('b'));

    expect(left()).toEqual(['a', 'b']);
  });
});
