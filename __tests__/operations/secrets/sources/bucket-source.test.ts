import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { accessTo } from '../../../../operations/deploy/bucket-access';
import { ageCipher } from '../../../../operations/secrets/sources/age-cipher';
import { bucketSource } from '../../../../operations/secrets/sources/bucket-source';
import { secretsIn } from '../../../support/find-secrets';
import { bytes, textOf } from '../../../support/secrets/memory';
import { temporaryFolder } from '../../../support/temporary-folder';

const BUCKET = 'acme-state';
const PATH = 'acme/production/api-token';

describe('secrets in a bucket', () => {
  let s3: S3StandIn;
  let environment: Record<string, string>;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    s3.longestPage = 2; // a store tells all in several pages
    const identity = await generateX25519Identity();
    const file = join(temporaryFolder(), 'identity');
    writeFileSync(file, `# made by a test\n${identity}\n`);
    environment = {
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
      LKE_PLATFORM_AGE_IDENTITY: file,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
    };
  });
  afterEach(() => s3.stop());

  const open = (changes: Record<string, string> = {}) => {
    const variables = { ...environment, ...changes };
    return bucketSource({
      s3: accessTo(s3.endpoint, variables, { attempts: 1 }),
      bucket: BUCKET,
      prefix: 'acme/secrets/',
      cipher: ageCipher('acme', variables),
    });
  };

  it('come back as they were written, byte for byte, with versions that count up', async () => {
    const source = open();
    expect(await source.read(PATH)).toBeUndefined();
    await source.write(PATH, { token: bytes('one') }, 0);
    const binary = new Uint8Array([0xff, 0, 0xfe]);
    await source.write(PATH, { token: bytes('two'), keystore: binary }, 1);

    expect(await source.read(PATH)).toMatchObject({ version: 2, fields: { token: bytes('two'), keystore: binary } });
    expect(textOf((await source.read(PATH, 1))?.fields.token)).toBe('one');
    expect(await source.latest(PATH)).toMatchObject({ version: 2 });
  });

  it('lie there encrypted, and are listed without an identity', async () => {
    const secret = 'a-secret-value-of-a-test';
    await open().write(PATH, { token: bytes(secret) }, 0);
    const [key = ''] = s3.bucket(BUCKET).keys();

    expect(key).toBe('acme/secrets/acme/production/api-token/00000001.age');
    expect(secretsIn(s3.bucket(BUCKET).get(key).body, { secret })).toEqual([]);
    expect(await open({ LKE_PLATFORM_AGE_IDENTITY: '/nowhere' }).latest(PATH)).toMatchObject({ version: 1 });
  });

  it('are not those of a path below', async () => {
    await open().write(`${PATH}/inner`, { token: bytes('x') }, 0);

    expect(await open().latest(PATH)).toBeUndefined();
  });

  it('are written by one of two who read the same version', async () => {
    const source = open();
    await source.write(PATH, { token: bytes('one') }, 0);
    const race = await Promise.allSettled(['a', 'b'].map((token) => source.write(PATH, { token: bytes(token) }, 1)));

    expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(source.write(PATH, { token: bytes('late') }, 1)).rejects.toThrow('changed by somebody else');
  });

  it('lose older versions when they are asked to', async () => {
    const source = open();
    for (const after of [0, 1, 2]) await source.write(PATH, { token: bytes(String(after)) }, after);
    await source.forgetBefore(PATH, 3);

    expect(await source.read(PATH, 2)).toBeUndefined();
    expect(await source.read(PATH)).toMatchObject({ version: 3 });
  });

  it('are refused where one was moved to the path of another', async () => {
    const source = open();
    await source.write(PATH, { token: bytes('x') }, 0);
    const bucket = s3.bucket(BUCKET);
    const [key = ''] = bucket.keys();
    bucket.put(key.replace('production', 'staging'), bucket.get(key).body);

    await expect(source.read(PATH.replace('production', 'staging'))).rejects.toThrow('was moved there by somebody');
  });

  it.each([
    ['no recipient', { LKE_PLATFORM_SNAPSHOT_RECIPIENT: '' }, /nobody is named who may read the secret/],
    ['a recipient that is none', { LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age2' }, /is not an age recipient/],
  ])('are not written with %s', async (_, changes, reason) => {
    await expect(open(changes).write(PATH, { token: bytes('x') }, 0)).rejects.toThrow(reason);
    expect(s3.bucket(BUCKET).keys()).toEqual([]);
  });

  it('are not opened without the identity, with one of others, or with a file of something else', async () => {
    await open().write(PATH, { token: bytes('x') }, 0);
    const folder = temporaryFolder();
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return { LKE_PLATFORM_AGE_IDENTITY: join(folder, name) };
    };
    const read = (changes: Record<string, string>) => open(changes).read(PATH);

    await expect(read({ LKE_PLATFORM_AGE_IDENTITY: '/nowhere/identity' })).rejects.toThrow(
      /nowhere\/identity \(there is no such file\)/,
    );
    await expect(read(file('other', await generateX25519Identity()))).rejects.toThrow(
      /encrypted for others, or is damaged/,
    );
    await expect(read(file('wrong', 'hunter2'))).rejects.toThrow(/a line that is not an age identity(?!.*hunter2)/);
    await expect(read(file('empty', '# nothing\n'))).rejects.toThrow('holds no age identity');
  });

  it('say what is wrong where there is no bucket, or the key is wrong', async () => {
    s3.buckets.delete(BUCKET);
    await expect(open().latest(PATH)).rejects.toMatchObject({
      problems: [
        {
          what: expect.stringContaining('NoSuchBucket') as string,
          fix: expect.stringContaining('bootstrap') as string,
        },
      ],
    });
    await expect(open({ AWS_ACCESS_KEY_ID: 'wrong' }).latest(PATH)).rejects.toMatchObject({
      problems: [{ fix: expect.stringContaining('source the file of variables') as string }],
    });
  });
});
