import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { s3ReportStore, type ReportStore } from '../../../../operations/drift/reports/store';
import { objectStorage } from '../../../../operations/object-storage/client';

describe('the bucket of reports', () => {
  let s3: S3StandIn;
  let store: ReportStore;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-reports');
    s3.longestPage = 2;
    store = s3ReportStore(objectStorage(s3.access(), { attempts: 1 }), 'acme-reports');
  });
  afterEach(() => s3.stop());

  it('lists what is in it beyond the first page', async () => {
    for (const key of ['reports/3', 'reports/1', 'reports/2', 'other']) await store.write(key, '{}');

    expect(await store.list('reports/')).toEqual(['reports/1', 'reports/2', 'reports/3']);
  });

  it('creates an object once', async () => {
    expect(await store.create('open', 'mine')).toBe('created');
    expect(await store.create('open', 'theirs')).toBe('exists');
    expect(await store.read('open')).toMatchObject({ text: 'mine' });
  });

  it('replaces an object that nobody else has written since', async () => {
    await store.write('open', 'one');
    const { tag = '' } = (await store.read('open')) ?? {};

    expect(await store.replace('open', 'two', tag)).toBe('written');
    expect(await store.replace('open', 'three', tag)).toBe('changed');
    expect(await store.read('open')).toMatchObject({ text: 'two' });
  });

  it('tells what is not there from what cannot be read', async () => {
    expect(await store.read('nothing')).toBeUndefined();
    s3.trouble = 503;
    await expect(store.read('nothing')).rejects.toThrow();
    await expect(store.create('open', 'mine')).rejects.toThrow();
  });
});
