import { objectStorage } from '../../../operations/object-storage/client';
import { keyWorks } from '../../../operations/object-storage/key-works';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';

describe('waiting for a new key', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('bucket');
  });
  afterEach(() => s3.stop());

  const client = (accessKey: string) => objectStorage({ endpoint: s3.endpoint, accessKey, secretKey: 'secret' });

  it('ends when the store knows the key', async () => {
    setTimeout(() => s3.keys.set('NEW', undefined), 200);

    await keyWorks(client('NEW'), 'bucket');
  });

  it('ends at once for a key that works, also where its bucket is still to be made', async () => {
    await keyWorks(client(s3.account.access_key), 'none');
  });

  it('ends when a signal comes', async () => {
    const interrupt = new AbortController();
    setTimeout(() => {
      interrupt.abort(new Error('interrupted by Ctrl-C'));
    }, 200);

    await expect(keyWorks(client('NEVER'), 'bucket', interrupt.signal)).rejects.toThrow('interrupted by Ctrl-C');
  });
});
