import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { newestIn } from '../../../../operations/exporter/sources/newest-in';
import { objectStorage } from '../../../../operations/object-storage/client';

describe('the newest object of a bucket', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-artifacts');
    s3.longestPage = 1;
  });
  afterEach(() => s3.stop());

  const newest = (prefix: string, signal = new AbortController().signal) =>
    newestIn(objectStorage(s3.access(), { attempts: 1 }), 'acme-artifacts', prefix, signal);
  const put = (key: string, time: string) => {
    jest.useFakeTimers({
      now: new Date(time),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    s3.bucket('acme-artifacts').put(key, Buffer.from('x'));
    jest.useRealTimers();
  };

  it('is looked for behind the first page, wherever its key stands', async () => {
    put('snapshots/a', '2026-11-27T06:00:00Z');
    put('snapshots/b', '2026-11-29T06:00:00Z');
    put('snapshots/c', '2026-11-28T06:00:00Z');
    put('other', '2026-11-30T06:00:00Z');

    expect(await newest('snapshots/')).toEqual(new Date('2026-11-29T06:00:00Z'));
    expect(await newest('nothing/')).toBeUndefined();
  });

  it('is looked for no longer than it is wanted', async () => {
    put('snapshots/a', '2026-11-27T06:00:00Z');

    await expect(newest('snapshots/', AbortSignal.abort())).rejects.toThrow();
  });
});
