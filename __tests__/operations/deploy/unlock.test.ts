import { unlock, type UnlockProps } from '../../../operations/deploy/unlock';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { AuditEntry, AuditRecorder } from '../../../operations/audit/record';

const BUCKET = 'acme-platform-state';
const KEY = 'acme/production.tfstate';
const LOCK = { ID: '5b1d7d3c', Operation: 'OperationTypeApply', Who: 'jane@laptop', Created: '2026-11-23T12:00:00Z' };

describe('the release of a lock', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
  });
  afterEach(() => s3.stop());

  const put = (content: string) => s3.bucket(BUCKET).put(`${KEY}.tflock`, Buffer.from(content));
  const isHeld = () => s3.bucket(BUCKET).keys().includes(`${KEY}.tflock`);
  const release = (props: Partial<UnlockProps> = {}) => {
    const { endpoint, account } = s3;
    return unlock(
      { id: 'production', backend: { bucket: BUCKET, key: KEY, endpoint } },
      {
        output: { endpoint },
        environment: { AWS_ACCESS_KEY_ID: account.access_key, AWS_SECRET_ACCESS_KEY: account.secret_key },
        approve: () => Promise.resolve(true),
        ...props,
      },
    );
  };

  it('has nothing to do where there is none', async () => {
    expect(await release()).toEqual({ status: 'not-locked' });
  });

  it.each([
    ['whole', JSON.stringify(LOCK)],
    ['written half', '{"ID":"5b1d'],
    ['empty', ''],
    ['of something else', '{"name":"not a lock"}'],
    ['not even an object', 'null'],
    ['the page of a proxy', '<html>403</html>'],
  ])('takes one that is %s', async (_, content) => {
    put(content);

    expect(await release()).toMatchObject({ status: 'released' });
    expect(isHeld()).toBe(false);
  });

  it('is a decision of whoever sees whose it is', async () => {
    put(JSON.stringify(LOCK));
    const approve = jest.fn(() => Promise.resolve(false));

    expect(await release({ approve })).toMatchObject({ status: 'declined' });
    expect(approve).toHaveBeenCalledWith(expect.objectContaining({ who: 'jane@laptop', id: '5b1d7d3c' }));
    expect(isHeld()).toBe(true);
  });

  it('never takes the lock of somebody who came meanwhile', async () => {
    put(JSON.stringify(LOCK));
    const approve = () => {
      put(JSON.stringify({ ...LOCK, ID: 'another', Who: 'joe@laptop' }));
      return Promise.resolve(true);
    };

    await expect(release({ approve })).rejects.toThrow('released by somebody else, and taken by joe@laptop');
    expect(isHeld()).toBe(true);
  });

  it('is written down', async () => {
    put(JSON.stringify(LOCK));
    const entries: AuditEntry[] = [];
    const audit = {
      begin: (entry: AuditEntry) => {
        entries.push(entry);
        return Promise.resolve(() => Promise.resolve());
      },
    } as Partial<AuditRecorder> as AuditRecorder;
    await release({ audit });

    expect(entries).toMatchObject([
      { chain: 'production', kind: 'unlock', details: { who: 'jane@laptop', lock: '5b1d7d3c' } },
    ]);
  });
});
