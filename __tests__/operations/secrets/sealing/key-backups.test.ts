import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { accessTo } from '../../../../operations/deploy/bucket-access';
import { keyBackups } from '../../../../operations/secrets/sealing/key-backups';
import { ageCipher } from '../../../../operations/secrets/sources/age-cipher';
import { secretsIn } from '../../../support/find-secrets';
import { sealingPair } from '../../../support/secrets/sealing-pair';
import { temporaryFolder } from '../../../support/temporary-folder';

const BUCKET = 'acme-artifacts';
const keyOf = (name: string, createdAt: string) => ({ name, createdAt, use: 'active', ...sealingPair() });

describe('backups of sealing keys', () => {
  let s3: S3StandIn;
  let backups: ReturnType<typeof keyBackups>;
  const first = keyOf('key1', '2026-01-01T00:00:00Z');
  const second = keyOf('key2', '2026-02-01T00:00:00Z');
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    const identity = await generateX25519Identity();
    const file = join(temporaryFolder(), 'identity');
    writeFileSync(file, identity);
    const environment = {
      AWS_ACCESS_KEY_ID: s3.account.access_key,
      AWS_SECRET_ACCESS_KEY: s3.account.secret_key,
      LKE_PLATFORM_AGE_IDENTITY: file,
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: await identityToRecipient(identity),
    };
    const client = accessTo(s3.endpoint, environment);
    backups = keyBackups({ s3: client, bucket: BUCKET, cipher: ageCipher('acme', environment) });
  });
  afterEach(() => s3.stop());

  it('hold what the controller has, and follow each new key', async () => {
    expect(await backups.backUp([first])).toEqual(['key1']);
    expect(await backups.backUp([first, second])).toEqual(['key2']);
    expect(await backups.backUp([first, second])).toEqual([]);

    expect(await backups.read()).toEqual([first, second]);
  });

  it('are encrypted', async () => {
    await backups.backUp([first]);
    const [key = ''] = s3.bucket(BUCKET).keys();
    const line = first.key.split('\n')[3] ?? '';

    expect(secretsIn(s3.bucket(BUCKET).get(key).body, { line })).toEqual([]);
  });

  it('are refused where one was put into the place of another', async () => {
    await backups.backUp([first, second]);
    const bucket = s3.bucket(BUCKET);
    const [one = '', other = ''] = bucket.keys();
    bucket.put(one, bucket.get(other).body);

    await expect(backups.read()).rejects.toThrow('is not the backup of a sealing key');
  });
});
