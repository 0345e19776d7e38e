import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../operations/object-storage/client';
import { keysIn } from '../../../operations/object-storage/list-keys';

const KEYS = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'b/1'];

describe('the keys of a bucket', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-state');
    for (const key of KEYS) s3.bucket('acme-state').put(key, Buffer.from('x'));
    s3.longestPage = 2;
  });
  afterEach(() => s3.stop());

  const keys = async (prefix?: string) => {
    const found: string[] = [];
    for await (const key of keysIn(objectStorage(s3.access(), { attempts: 1 }), 'acme-state', prefix)) found.push(key);
    return found;
  };

  it('are all, however many pages the store takes to tell them', async () => {
    expect(await keys()).toEqual(KEYS);
  });

  it('are those that begin so', async () => {
    expect(await keys('a/')).toEqual(KEYS.slice(0, 5));
    expect(await keys('c/')).toEqual([]);
  });

  it('are not known where the store refuses', async () => {
    s3.trouble = 503;

    await expect(keys()).rejects.toThrow();
  });
});
