import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type Claim, Outbox } from '../../../operations/audit/outbox';
import { recordOf } from '../../support/memory-ledger';
import { temporaryFolder } from '../../support/temporary-folder';

const HOUR_MS = 3_600_000;

describe('an event of the outbox that a process is writing', () => {
  let outbox: Outbox;
  let claimed: string;
  beforeEach(() => {
    outbox = new Outbox(join(temporaryFolder(), 'outbox'));
    const record = { id: randomUUID(), ...recordOf('one') };
    outbox.keep({ chain: 'production', happened: '2026-11-27T12:00:00.000Z', record });
    [claimed = ''] = readdirSync(outbox.folder);
  });

  /** Lets the claim be that of another process. */
  const claimAs = (change: (ending: string[]) => string[], age = 0) => {
    const [name = '', ending = ''] = claimed.split(/(?<=\.json)\./);
    const file = join(outbox.folder, `${name}.${change(ending.split('-')).join('-')}`);
    renameSync(join(outbox.folder, claimed), file);
    const then = new Date(Date.now() - age);
    utimesSync(file, then, then);
  };
  const takenUp = () => [...outbox.takeUp()].filter((it): it is Claim => 'event' in it).length;

  it('is left alone while that process runs, however long', () => {
    claimAs((ending) => ending, 24 * HOUR_MS);

    expect([outbox.waiting, takenUp()]).toEqual([0, 0]);
  });

  it('is taken up where its number was given to another process', () => {
    claimAs(([space = '', pid = '']) => [space, pid, '1']);

    expect([outbox.waiting, takenUp()]).toEqual([1, 1]);
  });

  it('is left alone where the process is of another container, in which the same number means another one', () => {
    claimAs(([, pid = '', started = '']) => ['0123abcd', pid, started]);

    expect([outbox.waiting, takenUp()]).toEqual([0, 0]);
  });

  it('is taken up after an hour, where nobody sees whether that process runs', () => {
    claimAs(([, pid = '', started = '']) => ['0123abcd', pid, started], 2 * HOUR_MS);

    expect([outbox.waiting, takenUp()]).toEqual([1, 1]);
  });

  it('is of whoever took it up from then on, for others too', () => {
    claimAs(([, pid = '', started = '']) => ['0123abcd', pid, started], 2 * HOUR_MS);
    for (const claim of outbox.takeUp()) {
      expect('event' in claim).toBe(true);
      expect(new Outbox(outbox.folder).waiting).toBe(0);
    }
  });
});
