import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackId } from '../../../model/naming';
import type { AppliedRecord } from '../../../operations/applied-configuration/record';
import { lastKnown, latestCopy, lossOf, nextOf, readCopy } from '../../../operations/rollback/lost-state';
import { objectStorage } from '../../../operations/object-storage/client';
import { snapshotEncrypter, snapshotsOf } from '../../../operations/deploy/snapshots';
import { temporaryFolder } from '../../support/temporary-folder';

const state = (serial: number, lineage = 'a') => ({ lineage, serial });
const record = (before: AppliedRecord['state'], after: AppliedRecord['state']): AppliedRecord => ({
  ...{ key: 'k', stack: 'production', began: '2026-11-28T06:00:00.000Z', hash: 'h', source: { unknown: 'test' } },
  ...{ engine: { name: 'Terraform', version: '1.11.4' }, state: before },
  end: after === null ? undefined : { outcome: 'done', ended: '2026-11-28T06:01:00.000Z', state: after },
});

describe('a state that was lost', () => {
  const whole = JSON.stringify({ serial: 3, lineage: 'a', outputs: {}, resources: [] });

  it('is one that an apply left and that is gone, or is not a state any more', () => {
    expect(lossOf(undefined, state(3))).toBe('missing');
    expect([whole.slice(0, 20), '', '{}'].map((text) => lossOf(text, state(3)))).toEqual(Array(3).fill('damaged'));
  });

  it('is not one that is whole, nor one that never was', () => {
    expect(lossOf(whole, state(3))).toBeUndefined();
    expect(lossOf(undefined, undefined)).toBeUndefined();
  });

  it('is followed by one with a serial that none before had, and the same lineage', () => {
    const known = lastKnown([record(null, state(1)), record(state(1), state(7)), record(state(7), null)]);
    const copy =
      '{"version": 4, "serial": 2, "lineage": "a", "outputs": {"serial": 12345678901234567890}, "resources": []}';

    expect(known).toEqual(state(7));
    expect(nextOf(copy, known!)).toEqual({ version: state(8), text: copy.replace('"serial": 2', '"serial": 8') });
    expect(lastKnown([record(null, state(9, 'old')), record(null, state(2, 'new'))])).toEqual(state(2, 'new'));
    expect(lastKnown([])).toBeUndefined();
  });

  it('is not opened with a damaged identity, and the file is named', async () => {
    const file = join(temporaryFolder(), 'keys.txt');
    const identity = await generateIdentity();
    const damaged = `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`;
    writeFileSync(file, `${damaged}\n`);
    const read = readCopy({} as never, { bucket: 'b', key: 'k' }, file, { lineage: 'a' });

    await expect(read).rejects.toThrow(`${file} has a damaged age identity`);
    await expect(read).rejects.not.toThrow(damaged.slice(20));
  });
});

describe('the copies of a state', () => {
  const BUCKET = 'acme-artifacts';
  const of = (lineage: string) => JSON.stringify({ version: 4, serial: 3, lineage, outputs: {}, resources: [] });
  let s3: S3StandIn;
  let file: string;
  let encrypted: (text: string) => Promise<Buffer>;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    s3.longestPage = 1; // a store tells all in several pages
    const identity = await generateIdentity();
    file = join(temporaryFolder(), 'keys.txt');
    writeFileSync(file, `# made by a test\n${identity}\n`);
    const encrypt = await snapshotEncrypter([await identityToRecipient(identity)]);
    encrypted = async (text) => Buffer.from(await encrypt(Buffer.from(text)));
  });
  afterEach(() => s3.stop());

  const client = () => objectStorage(s3.access(), { attempts: 1 });
  const keyOf = (stack: StackId, serial: number, lineage: string) =>
    `${snapshotsOf(stack)}0000000${serial}-${lineage}.tfstate.age`;

  it('are looked through for the latest of that stack and lineage', async () => {
    for (const key of [
      keyOf('production', 5, 'lineage-a'),
      keyOf('production', 6, 'lineage-a'),
      keyOf('production', 7, 'lineage-b'),
      keyOf('staging', 8, 'lineage-a'),
    ]) {
      s3.bucket(BUCKET).put(key, Buffer.from('x'));
    }

    expect(await latestCopy(client(), BUCKET, 'production', 'lineage-a')).toBe(keyOf('production', 6, 'lineage-a'));
    expect(await latestCopy(client(), BUCKET, 'production', 'lineage-c')).toBeUndefined();
  });

  it('are read where they are of the lineage that is looked for, whatever their name says', async () => {
    s3.bucket(BUCKET).put('copy', await encrypted(of('a')));

    await expect(readCopy(client(), { bucket: BUCKET, key: 'copy' }, file, { lineage: 'a' })).resolves.toBe(of('a'));
    await expect(readCopy(client(), { bucket: BUCKET, key: 'copy' }, file, { lineage: 'b' })).rejects.toThrow(
      'acme-artifacts/copy is a state of another lineage (a)',
    );
  });
});
