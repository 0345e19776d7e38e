import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../operations/object-storage/client';
import { listLocks, lockOn, lockText, releaseLock } from '../../../operations/object-storage/locks';

const BUCKET = 'acme-state';
const PRODUCTION = 'acme/production.tfstate';

describe('the locks on states', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    s3.longestPage = 1; // a store tells all in several pages
  });
  afterEach(() => s3.stop());

  const client = () => objectStorage(s3.access(), { attempts: 1 });
  const put = (key: string, body: object | string) =>
    s3.bucket(BUCKET).put(key, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
  const held = (who: string, id = 'id-1') => ({
    ID: id,
    Operation: 'OperationTypeApply',
    Who: who,
    Created: '2026-11-28T06:00:00Z',
  });

  it('are all that are held, with who holds them, and no states', async () => {
    put(PRODUCTION, '{}');
    put(`${PRODUCTION}.tflock`, held('jane@laptop'));
    put('acme/system.tfstate.tflock', held('ci@runner'));

    expect((await listLocks(client(), BUCKET)).map(({ stateKey, who }) => [stateKey, who])).toEqual([
      [PRODUCTION, 'jane@laptop'],
      ['acme/system.tfstate', 'ci@runner'],
    ]);
  });

  it('are named where they are damaged, and not taken for none', async () => {
    put(`${PRODUCTION}.tflock`, '{"ID": "id-1", "Wh');
    const lock = await lockOn(client(), BUCKET, PRODUCTION);

    expect(lock).toMatchObject({ id: undefined, who: 'unknown' });
    expect(lock && lockText(lock)).toBe(`the lock on ${PRODUCTION} is damaged, and does not tell who holds it`);
  });

  it('are none where the store has none, and not known where it does not answer', async () => {
    expect(await lockOn(client(), BUCKET, PRODUCTION)).toBeUndefined();
    s3.trouble = 503;
    await expect(lockOn(client(), BUCKET, PRODUCTION)).rejects.toThrow();
  });

  it('are released as they were seen alone: whoever came meanwhile keeps theirs', async () => {
    put(`${PRODUCTION}.tflock`, held('jane@laptop'));
    const seen = await lockOn(client(), BUCKET, PRODUCTION);
    if (!seen) throw new Error('there is a lock');
    put(`${PRODUCTION}.tflock`, held('jane@laptop', 'id-2'));

    await expect(releaseLock(client(), BUCKET, seen)).rejects.toThrow(
      'was released by somebody else, and taken by jane@laptop',
    );
    expect(s3.bucket(BUCKET).keys()).toEqual([`${PRODUCTION}.tflock`]);
    put(`${PRODUCTION}.tflock`, held('jane@laptop'));
    await releaseLock(client(), BUCKET, seen);
    expect(s3.bucket(BUCKET).keys()).toEqual([]);
  });
});
