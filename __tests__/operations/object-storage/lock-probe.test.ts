import { lockBehaviour, observeLock, type Attempt } from '../../../operations/object-storage/lock-probe';
import { objectStorage } from '../../../operations/object-storage/client';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';

const REFUSED: Attempt = { status: 412 };
const CONFLICT: Attempt = { status: 409 };

describe('what a bucket makes of the lock', () => {
  it.each([
    ['honoured', 'taken', REFUSED, ['taken', REFUSED]],
    ['honoured', 'taken', REFUSED, [CONFLICT, 'taken']],
    ['honoured', 'taken', CONFLICT, ['taken', REFUSED]],
    ['ignored', 'taken', 'taken', ['taken', REFUSED]],
    ['ignored', 'taken', REFUSED, ['taken', 'taken']],
    ['sticks', 'taken', REFUSED, [REFUSED, REFUSED]],
    ['sticks', REFUSED, REFUSED, [REFUSED, REFUSED]],
    ['unsupported', { status: 501 }, { status: 501 }, [{ status: 501 }]],
    ['unsupported', { status: 400 }, { status: 400 }, [{ status: 400 }]],
  ] as const)('is that it is %s: first %j, while held %j, then at once %j', (behaviour, first, held, race) => {
    expect(lockBehaviour({ first, held, race })).toBe(behaviour);
  });
});

describe('looking at the lock', () => {
  let s3: S3StandIn;
  beforeAll(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('probe');
  });
  afterAll(() => s3.stop());

  const client = (accessKey: string) => objectStorage({ endpoint: s3.endpoint, accessKey, secretKey: 'secret' });

  it('leaves nothing in the bucket', async () => {
    await observeLock(client(s3.account.access_key), 'probe');

    expect(s3.bucket('probe').keys()).toEqual([]);
  });

  it('does not take a refusal of the key or of the bucket for an answer about the lock', async () => {
    await expect(observeLock(client('STRANGER'), 'probe')).rejects.toThrow('InvalidAccessKeyId');
    await expect(observeLock(client(s3.account.access_key), 'none')).rejects.toThrow('NoSuchBucket');
  });
});
