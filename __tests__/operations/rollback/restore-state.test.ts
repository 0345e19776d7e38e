import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppliedRecord } from '../../../operations/applied-configuration/record';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { SynthesizedStack } from '../../../operations/deploy/output-folder';
import { snapshotEncrypter, snapshotsOf } from '../../../operations/deploy/snapshots';
import { restoreLostState } from '../../../operations/rollback/restore-state';
import { temporaryFolder } from '../../support/temporary-folder';

const KEY = 'acme/production.tfstate';
const COPY = `${snapshotsOf('production')}00000005-ours.tfstate.age`;
const of = (serial: number, lineage = 'ours') =>
  JSON.stringify({ version: 4, serial, lineage, outputs: {}, resources: [] });
const RECORD = {
  ...{ key: 'applied/production/1/', stack: 'production', state: { lineage: 'ours', serial: 6 } },
  end: { outcome: 'done', ended: '', state: { lineage: 'ours', serial: 8 } },
} as unknown as AppliedRecord;

describe('a state that was lost', () => {
  let s3: S3StandIn;
  let identityFile: string;
  let asked: string[];
  let notes: unknown[];
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    for (const name of ['acme-state', 'acme-artifacts']) s3.createBucket(name);
    const identity = await generateIdentity();
    identityFile = join(temporaryFolder(), 'keys.txt');
    writeFileSync(identityFile, identity);
    const encrypt = await snapshotEncrypter([await identityToRecipient(identity)]);
    s3.bucket('acme-artifacts').put(COPY, Buffer.from(await encrypt(of(5))));
    [asked, notes] = [[], []];
  });
  afterEach(() => s3.stop());

  const restore = ({ agrees = true, identity = true, records = [RECORD] } = {}) => {
    const { endpoint, accessKey, secretKey } = s3.access();
    const deployment = {
      output: { endpoint, buckets: { state: 'acme-state', artifacts: 'acme-artifacts' } },
      environment: { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey },
    } as unknown as Deployment;
    const backend = { bucket: 'acme-state', key: KEY, endpoint };
    return restoreLostState(deployment, { id: 'production', backend } as unknown as SynthesizedStack, {
      records,
      configurations: { note: (_key, note) => Promise.resolve(void notes.push(note)) },
      identityFile: identity ? identityFile : undefined,
      agreeTo: (questions) => {
        asked.push(...questions.map(({ what }) => what));
        return Promise.resolve(agrees);
      },
      audit: undefined,
    });
  };
  const bucket = () => s3.bucket('acme-state');
  const serialAt = (key: string) => (JSON.parse(bucket().get(key).body.toString()) as { serial: number }).serial;

  it('comes back from its latest copy, with a serial that none had before, once that is agreed to', async () => {
    expect(await restore()).toEqual({ copy: COPY });
    expect(asked).toEqual([expect.stringMatching(/^its state is gone\. Put .* in its place, as serial 9/)]);
    expect(bucket().keys()).toEqual([KEY]);
    expect(serialAt(KEY)).toBe(9);
    expect(notes).toEqual([expect.objectContaining({ state: { lineage: 'ours', serial: 9 } })]);
  });

  it('is put aside first where something is in its place: whoever damaged it may want to see it', async () => {
    bucket().put(KEY, Buffer.from('{"version": 4, "ser'));
    await restore();
    const [aside = ''] = bucket()
      .keys()
      .filter((key) => key !== KEY);

    expect(aside).toMatch(/^acme\/production\.tfstate\.damaged-/);
    expect(bucket().get(aside).body.toString()).toBe('{"version": 4, "ser');
    expect(serialAt(KEY)).toBe(9);
  });

  it('is left as it is where that is not agreed to', async () => {
    bucket().put(KEY, Buffer.from('{'));

    expect(await restore({ agrees: false })).toBe('declined');
    expect(bucket().keys()).toEqual([KEY]);
    expect(bucket().get(KEY).body.toString()).toBe('{');
  });

  it('is not written while somebody holds its lock', async () => {
    bucket().put(
      `${KEY}.tflock`,
      Buffer.from(JSON.stringify({ ID: '1', Who: 'jane@there', Operation: 'OperationTypeApply' })),
    );

    await expect(restore()).rejects.toThrow('jane@there');
    expect(bucket().keys()).toEqual([`${KEY}.tflock`]);
  });

  it('is none where the store has it, or nothing was ever applied', async () => {
    bucket().put(KEY, Buffer.from(of(8)));
    expect(await restore()).toBeUndefined();
    bucket().delete(KEY);
    expect(await restore({ records: [] })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is refused without an identity, and without a copy, with the way from there', async () => {
    await expect(restore({ identity: false })).rejects.toMatchObject({
      problems: [
        { what: expect.stringContaining(COPY) as string, fix: expect.stringContaining('--identity') as string },
      ],
    });
    s3.bucket('acme-artifacts').delete(COPY);
    await expect(restore()).rejects.toMatchObject({
      problems: [{ what: expect.stringContaining('no apply has kept a copy of it') as string }],
    });
    expect(asked).toEqual([]);
  });

  it('is not taken for lost where the store does not answer', async () => {
    s3.trouble = 403;

    await expect(restore()).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
