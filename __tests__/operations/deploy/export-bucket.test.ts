import { existsSync, readFileSync, statSync } from 'node:fs';
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
    for (let index = 0; index <= 1000; index++) s3.bucket('ledger').put(`events/${index}`, Buffer.from('x'));
    const folder = await exported();

    expect(existsSync(join(folder, 'events/0'))).toBe(true);
    expect(existsSync(join(folder, 'events/1000'))).toBe(true);
  });

  it('refuses a key that leads out of the folder', async () => {
    s3.bucket('ledger').put('../../outside', Buffer.from('x'));

    await expect(exported()).rejects.toThrow('ledger has the key ../../outside, which is not a name of a file');
  });
});
