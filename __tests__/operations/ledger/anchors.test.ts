import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { s3Anchors, type Anchor } from '../../../operations/ledger/anchors';
import type { StoredEvent } from '../../../operations/ledger/event';
import { objectStorage } from '../../../operations/object-storage/client';

const BUCKET = 'acme-artifacts';
const HASH = 'a'.repeat(64);

describe('the anchors in a bucket', () => {
  let store: S3StandIn;
  let s3: S3Client;
  beforeEach(async () => {
    store = await S3StandIn.start();
    s3 = objectStorage(store.access());
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  });
  afterEach(() => store.stop());

  const write = (sequence: number, actor: string, chain = 'production') =>
    s3Anchors(s3, BUCKET).write({
      event: { chain, sequence, time: '2026-11-27T12:00:00Z', kind: 'apply.done', actor: { name: actor } },
      hash: HASH,
    } as StoredEvent);
  const list = async (from = 1) => {
    const anchors: Anchor[] = [];
    for await (const anchor of s3Anchors(s3, BUCKET).list('production', from)) anchors.push(anchor);
    return anchors;
  };

  it('tell what they are about', async () => {
    await write(1, 'jané');

    expect(await list()).toEqual([{ sequence: 1, hash: HASH, about: { kind: 'apply.done', actor: 'jané' } }]);
  });

  it('come in the order of their events, page by page, from one on, those of one chain', async () => {
    store.longestPage = 2;
    for (const sequence of [10, 2, 3]) await write(sequence, 'jane');
    await write(4, 'jane', 'staging');

    expect((await list()).map(({ sequence }) => sequence)).toEqual([2, 3, 10]);
    expect((await list(3)).map(({ sequence }) => sequence)).toEqual([3, 10]);
  });

  it('tell nothing of an event whose actor has too long a name for a key', async () => {
    await write(1, 'j'.repeat(700));

    expect(await list()).toEqual([{ sequence: 1, hash: HASH }]);
  });

  it.each([
    ['not text of ours', Buffer.from('{').toString('base64url')],
    ['of another shape', Buffer.from('["apply.done"]').toString('base64url')],
  ])('count without what they tell, where that is %s', async (_, text) => {
    const Key = `ledger/production/000000000001-${HASH}-${text}`;
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'x' }));

    expect(await list()).toEqual([{ sequence: 1, hash: HASH }]);
  });

  it('are not what else lies beside them', async () => {
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'ledger/production/readme', Body: 'x' }));

    expect(await list()).toEqual([]);
  });
});
