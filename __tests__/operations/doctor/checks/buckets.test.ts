import { buckets } from '../../../../operations/doctor/checks/buckets';
import { Ward } from '../../../support/doctor';

describe('the check of the buckets', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  it('names them', async () => {
    expect(await ward.find(buckets)).toEqual({
      status: 'ok',
      found: 'acme-platform-state, acme-platform-artifacts, acme-platform-ledger, acme-platform-reports',
    });
  });

  it('fails without a key, and names the file that has one', async () => {
    expect(await ward.find(buckets, { variables: { AWS_ACCESS_KEY_ID: undefined } })).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining(`source ${ward.folder}/.config/lke-platform/acme.env`) as string,
    });
  });

  it('fails when one is missing, and says what makes it', async () => {
    ward.s3.deleteBucket('acme-platform-ledger');

    expect(await ward.find(buckets)).toEqual({
      status: 'fail',
      found: expect.stringContaining('acme-platform-ledger: 404') as string,
      fix: 'make it: npx lke-platform bootstrap',
    });
  });

  it('fails when the key is for other buckets', async () => {
    const limits = [{ bucket_name: 'acme-platform-state', permissions: 'read_write' }];
    const { access_key } = ward.s3.mintKey({ label: 'other', bucket_access: limits });

    expect(await ward.find(buckets, { variables: { AWS_ACCESS_KEY_ID: access_key } })).toEqual({
      status: 'fail',
      found: expect.stringContaining('acme-platform-artifacts: 403') as string,
      fix: expect.stringContaining('does not open this bucket') as string,
    });
  });

  it('fails when the key may only read, and leaves nothing behind where it may write', async () => {
    const names = ['acme-platform-state', 'acme-platform-artifacts', 'acme-platform-ledger'];
    const limits = names.map((bucket_name) => ({ bucket_name, permissions: 'read_only' }));
    const { access_key } = ward.s3.mintKey({ label: 'reader', bucket_access: limits });

    expect(await ward.find(buckets, { variables: { AWS_ACCESS_KEY_ID: access_key } })).toEqual({
      status: 'fail',
      found: 'acme-platform-state: the key may read it, but not write',
      fix: 'a deploy writes: get a key of your own with npx lke-platform bootstrap; this one will do for plan --no-lock',
    });
    await ward.find(buckets);
    expect(names.flatMap((name) => ward.s3.bucket(name).versions())).toEqual([]);
  });

  it('fails when the store is out of reach', async () => {
    const variables = { LKE_PLATFORM_OBJECT_STORAGE: 'http://127.0.0.1:9' };

    expect(await ward.find(buckets, { variables })).toMatchObject({
      status: 'fail',
      fix: 'see the line of the object storage',
    });
  });
});
