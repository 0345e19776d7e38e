import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import type { OutputFolder } from '../../../operations/deploy/output-folder';
import { openSnapshots, snapshotEncrypter } from '../../../operations/deploy/snapshots';

describe('what encrypts snapshots', () => {
  const refusal = async (...recipients: string[]) =>
    snapshotEncrypter(recipients).then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );

  it('takes recipients', async () => {
    expect(await refusal(await identityToRecipient(await generateX25519Identity()))).toBe('none');
  });

  it('does not repeat what is not a recipient', async () => {
    const said = await refusal('hunter2');

    expect(said).toMatch(/LKE_PLATFORM_SNAPSHOT_RECIPIENT has what is not an age recipient\. One begins with age1/);
    expect(said).not.toContain('hunter2');
  });

  it.each(['as it is', 'in small letters'])(
    'says that an identity is the private half, without repeating it: %s',
    async (how) => {
      const identity = await generateX25519Identity();
      const said = await refusal(how === 'as it is' ? identity : identity.toLowerCase());

      expect(said).toContain('the private half');
      expect(said).toContain('take it as disclosed');
      expect(said.toUpperCase()).not.toContain(identity.slice(15));
    },
  );
});

describe('copies of a state before it changes', () => {
  let s3: S3StandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket('acme-artifacts');
  });
  afterEach(() => s3.stop());

  const open = async (variables: Record<string, string> = {}) => {
    const { endpoint, accessKey, secretKey } = s3.access();
    const output = { endpoint, buckets: { artifacts: 'acme-artifacts' } } as unknown as OutputFolder;
    const recipient = await identityToRecipient(await generateX25519Identity());
    return openSnapshots(output, {
      ...{ AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
      LKE_PLATFORM_SNAPSHOT_RECIPIENT: recipient,
      ...variables,
    });
  };
  const STATE = JSON.stringify({
    version: 4,
    serial: 7,
    lineage: 'ours',
    outputs: { a: { value: 'hunter2' } },
    resources: [],
  });

  it('are encrypted before they leave this machine, and named by serial and lineage', async () => {
    const key = await (await open()).take('production', STATE);

    expect(key).toBe('snapshots/production/00000007-ours.tfstate.age');
    expect(s3.bucket('acme-artifacts').keys()).toEqual([key]);
    expect(s3.bucket('acme-artifacts').get(key).body.toString('latin1')).not.toContain('hunter2');
  });

  it('are not taken where nobody could read them: then nothing may be applied, unless that is said', async () => {
    await expect(open({ LKE_PLATFORM_SNAPSHOT_RECIPIENT: '' })).rejects.toThrow(/is not set.*--no-snapshot/);
    await expect(open({ LKE_PLATFORM_SNAPSHOT_RECIPIENT: ' , ' })).rejects.toThrow('is not set');
  });

  it('are believed to be there only where they are', async () => {
    const bucket = s3.bucket('acme-artifacts');
    const put = bucket.put.bind(bucket);
    bucket.put = (key, body, ...rest) => put(key, body.subarray(1), ...rest);

    await expect((await open()).take('production', STATE)).rejects.toThrow();
  });
});
