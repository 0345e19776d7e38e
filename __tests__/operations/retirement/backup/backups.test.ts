import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { objectStorage } from '../../../../operations/object-storage/client';
import { Backups } from '../../../../operations/retirement/backup/backups';
import { backupCipher } from '../../../../operations/retirement/backup/cipher';
import { secretsIn } from '../../../support/find-secrets';
import { temporaryFolder } from '../../../support/temporary-folder';

const CANARY = 'a-password-that-nobody-may-see';
const ARCHIVE = {
  ...{ platform: 'acme', environment: 'staging', namespace: 'env-staging', taken: '2026-11-28T06:00:00.000Z' },
  objects: [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: Buffer.from(CANARY).toString('base64') },
    },
  ],
};

describe('backups in the artifacts bucket', () => {
  let s3: S3StandIn;
  let variables: NodeJS.ProcessEnv;
  const backups = async () =>
    new Backups(objectStorage(s3.access()), 'acme-artifacts', await backupCipher('acme', variables));
  const bucket = () => s3.bucket('acme-artifacts');
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-artifacts');
    s3.longestPage = 2; // a store tells all in several pages
    const identity = await generateX25519Identity();
    const file = join(temporaryFolder(), 'identity');
    writeFileSync(file, identity);
    variables = {
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
      LKE_PLATFORM_AGE_IDENTITY: file,
    };
  });
  afterEach(() => s3.stop());

  it('are encrypted, listed, and opened by who holds the identity', async () => {
    const record = await (await backups()).keep(ARCHIVE, { 'Secret.v1': 1 }, `{"secret":"${CANARY}"}`);

    expect(bucket().keys()).toEqual(
      ['backup.json', 'objects.jsonl.gz.age', 'state.tfstate.age'].map((name) => record.key + name),
    );
    expect(
      bucket()
        .keys()
        .flatMap((key) => secretsIn(bucket().get(key).body, { CANARY })),
    ).toEqual([]);
    const others = await backups(); // another run: what it encrypts for itself is another key
    expect(await others.list('staging')).toEqual([record]);
    expect(await others.read(record)).toEqual(ARCHIVE);
  });

  it('are taken by who cannot read those of others', async () => {
    delete variables.LKE_PLATFORM_AGE_IDENTITY;
    variables.HOME = temporaryFolder();
    const record = await (await backups()).keep(ARCHIVE, {}, undefined);

    await expect((await backups()).read(record)).rejects.toThrow('age identity');
  });

  it('take somebody who can read them', async () => {
    delete variables.LKE_PLATFORM_SNAPSHOT_RECIPIENT;

    await expect((await backups()).keep(ARCHIVE, {}, undefined)).rejects.toThrow(
      'LKE_PLATFORM_SNAPSHOT_RECIPIENT is not set',
    );
    expect(bucket().keys()).toEqual([]);
  });

  it('are none where the last part is missing', async () => {
    const record = await (await backups()).keep(ARCHIVE, {}, undefined);
    const { body } = bucket().get(`${record.key}backup.json`);
    bucket().put(`${record.key}backup.json`, body.subarray(0, 0));

    await expect((await backups()).list('staging')).resolves.toEqual([]);
  });

  it.each([
    ['cut off', (body: Buffer) => body.subarray(0, body.length / 2)],
    ['changed', (body: Buffer) => Buffer.concat([body.subarray(0, -1), Buffer.from([(body.at(-1) ?? 0) ^ 1])])],
  ])('are not believed when they are %s', async (_how, change) => {
    const record = await (await backups()).keep(ARCHIVE, {}, undefined);
    const key = `${record.key}objects.jsonl.gz.age`;
    bucket().put(key, change(bucket().get(key).body));

    await expect((await backups()).isWhole(record)).resolves.toBe(false);
    await expect((await backups()).read(record)).rejects.toThrow('is not what was written');
  });
});
