import { versioning } from '../../../../operations/doctor/checks/versioning';
import { Ward } from '../../../support/doctor';

describe('the check of versioning', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  const bucket = (name: string) => ward.s3.bucket(`acme-platform-${name}`);
  const asked = { data: { state: { versioning: true, bucketPrefix: 'acme-platform' } } };

  it('is content with a plain state, versioned artifacts and a plain ledger', async () => {
    expect(await ward.find(versioning)).toEqual({ status: 'ok', found: 'state off, artifacts Enabled, ledger off' });
  });

  it('refuses a suspended state bucket, because locks stick there', async () => {
    bucket('state').versioning = 'Suspended';

    expect(await ward.find(versioning)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('a lock sticks') as string,
      fix: expect.stringContaining('docs/guides/state.md') as string,
    });
    expect(await ward.find(versioning, asked)).toMatchObject({ status: 'fail' });
  });

  it('refuses a state bucket that keeps versions though nobody asked for it, and warns against suspending', async () => {
    bucket('state').versioning = 'Enabled';

    expect(await ward.find(versioning)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('locks are ignored') as string,
      fix: expect.stringContaining('Do not suspend it') as string,
    });
  });

  it('warns of a state bucket that keeps versions because the platform file says so', async () => {
    bucket('state').versioning = 'Enabled';

    expect(await ward.find(versioning, asked)).toMatchObject({ status: 'warn' });
  });

  it('refuses a ledger that keeps versions', async () => {
    bucket('ledger').versioning = 'Enabled';

    expect(await ward.find(versioning)).toMatchObject({ status: 'fail' });
  });

  it('warns when the artifacts keep no versions', async () => {
    bucket('artifacts').versioning = 'Suspended';

    expect(await ward.find(versioning)).toMatchObject({
      status: 'warn',
      fix: 'switch it on: npx lke-platform apply state',
    });
  });

  it('is not made without a key, or without the bucket', async () => {
    expect(await ward.find(versioning, { variables: { AWS_SECRET_ACCESS_KEY: '' } })).toMatchObject({
      status: 'not-checked',
    });
    ward.s3.deleteBucket('acme-platform-state');
    expect(await ward.find(versioning)).toMatchObject({
      status: 'not-checked',
      found: expect.stringContaining('404 NoSuchBucket') as string,
    });
  });
});
