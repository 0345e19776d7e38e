import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportBucket } from '../../../operations/deploy/export-bucket';
import { objectStorage } from '../../../operations/object-storage/client';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { temporaryFolder } from '../../support/temporary-folder';

jest.setTimeout(60_000);

describe('the export of a bucket', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('ledger');
  });
  afterEach(() => s3.stop());
  const exported = async () => {
    const folder = join(temporaryFolder(), 'ledger');
    await exportBucket(objectStorage(s3.access()), 'ledger', folder);
    return folder;
  };

  it('writes every object to a file that only its owner can read', async () => {
    s3.bucket('ledger').put('events/production/1.json', Buffer.from('{}'));
    s3.bucket('ledger').put('empty', Buffer.alloc(0));
    const folder = await exported();

    expect(readFileSync(join(folder, 'events/production/1.json'), 'utf8')).toBe('{}');
    expect(statSync(join(folder, 'empty')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('gets them all where they come in several pages', async () => {
    s3.longestPage = 2;
    const names = ['0', '1', '2', '3', '4'];
    for (const name of names) s3.bucket('ledger').put(`events/${name}`, Buffer.from('x'));
    const folder = await exported();

    expect(readdirSync(join(folder, 'events'))).toEqual(names);
  });

  it('keeps what is not the newest version, or was deleted, in a folder beside it', async () => {
    const ledger = s3.bucket('ledger');
    ledger.versioning = 'Enabled';
    for (const text of ['first', 'second', 'third']) ledger.put('heads/production', Buffer.from(text));
    ledger.put('heads/staging', Buffer.from('deleted'));
    ledger.delete('heads/staging');
    const folder = await exported();
    const older = (key: string) => {
      const names = readdirSync(join(`${folder}.versions`, key));
      return names.map((name) => readFileSync(join(`${folder}.versions`, key, name), 'utf8')).sort();
    };

    expect(readFileSync(join(folder, 'heads/production'), 'utf8')).toBe('third');
    expect(older('heads/production')).toEqual(['first', 'second']);
    expect(readdirSync(join(folder, 'heads'))).toEqual(['production']);
    expect(older('heads/staging')).toEqual(['deleted']);
    expect(statSync(`${folder}.versions`).mode & 0o777).toBe(0o700);
  });

  it('gets the versions of one object where they come in several pages', async () => {
    s3.bucket('ledger').versioning = 'Enabled';
    s3.longestPage = 2;
    for (const text of ['0', '1', '2', '3', '4']) s3.bucket('ledger').put('head', Buffer.from(text));
    const folder = await exported();

    expect(readdirSync(`${folder}.versions/head`)).toHaveLength(4);
    expect(readFileSync(join(folder, 'head'), 'utf8')).toBe('4');
  });

  it.each(['../../outside', '../ledger-of-another/outside', '.'])(
    'refuses a key that leads out of the folder: %s',
    async (key) => {
      s3.bucket('ledger').put(key, Buffer.from('x'));

      await expect(exported()).rejects.toThrow(`ledger has the key ${key}, which is not a name of a file`);
    },
  );
});
