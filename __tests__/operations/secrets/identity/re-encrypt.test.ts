import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../../operations/object-storage/client';
import { reEncryptAll, reEncryptedSecretKey } from '../../../../operations/secrets/identity/re-encrypt';

const PREFIX = 'acme/secrets/';
const [FORMER, NEW] = [`${PREFIX}a/00000001.age`, `${PREFIX}a/00000001-new.age`];
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** Ciphers that a person can read: `new:` before what the new identity opens. */
const ciphers = {
  openNew: (encrypted: Uint8Array) =>
    Promise.resolve(text(encrypted).startsWith('new:') ? Buffer.from(text(encrypted).slice(4)) : undefined),
  openAny: (encrypted: Uint8Array) => Promise.resolve(Buffer.from(text(encrypted).replace(/^\w+:/, ''))),
  encrypt: (content: Uint8Array) => Promise.resolve(Buffer.from(`new:${text(content)}`)),
};

describe('objects that are encrypted anew', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-state');
    s3.longestPage = 1;
    bucket().put(FORMER, Buffer.from('former:secret'));
  });
  afterEach(() => s3.stop());

  const bucket = () => s3.bucket('acme-state');
  const contents = () =>
    Object.fromEntries(
      bucket()
        .keys()
        .map((key) => [key, bucket().get(key).body.toString()]),
    );
  const all = (newKeyOf: (key: string) => string = (key) => key.replace('.age', '-new.age')) =>
    reEncryptAll({
      ...{ s3: objectStorage(s3.access(), { attempts: 1 }), bucket: 'acme-state', prefix: PREFIX, ciphers, newKeyOf },
      onStep: () => undefined,
    });

  it('take the place of the former ones, and what is new already stays', async () => {
    bucket().put(`${PREFIX}b/00000001.age`, Buffer.from('new:other'));
    bucket().put(`${PREFIX}readme`, Buffer.from('former:text'));

    expect(await all()).toBe(1);
    expect(contents()).toEqual({
      [NEW]: 'new:secret',
      [`${PREFIX}b/00000001.age`]: 'new:other',
      [`${PREFIX}readme`]: 'former:text',
    });
  });

  it('may be replaced where they are', async () => {
    await all((key) => key);

    expect(contents()).toEqual({ [FORMER]: 'new:secret' });
  });

  it.each([
    ['another content, which can be opened', 'new:other'],
    ['nothing that can be opened', 'half'],
  ])('never go while the store has %s in place of what was written', async (_, stored) => {
    const put = bucket().put.bind(bucket());
    bucket().put = (key, __, ...rest) => put(key, Buffer.from(stored), ...rest);

    await expect(all()).rejects.toThrow(
      `acme-state/${NEW} is not there as it was written, so ${FORMER} was left as it is`,
    );
    expect(contents()[FORMER]).toBe('former:secret');
  });

  it('keep the version and the age of a secret in their name', () => {
    const modified = new Date('2026-11-28T06:00:00Z');
    const key = reEncryptedSecretKey(FORMER, modified, '0123abcd');

    expect(key).toMatch(/^acme\/secrets\/a\/00000001.*0123abcd.*\.age$/);
    expect(reEncryptedSecretKey(key, new Date(), 'ffff0000').replace('ffff0000', '0123abcd')).toBe(key);
    expect(reEncryptedSecretKey(`${PREFIX}a/other.age`, modified, '0123abcd')).toBe(`${PREFIX}a/other.age`);
  });
});
