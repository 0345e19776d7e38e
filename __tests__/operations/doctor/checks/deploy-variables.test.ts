import { deployVariables } from '../../../../operations/doctor/checks/deploy-variables';
import { Ward } from '../../../support/doctor';

describe('the check of the variables of a deploy', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  const find = (variables: Record<string, string | undefined> = {}) => ward.find(deployVariables, { variables });

  it('is content with what bootstrap writes, and prints no value', async () => {
    expect(await find()).toEqual({
      status: 'ok',
      found: 'LINODE_OBJ_ACCESS_KEY, LINODE_OBJ_SECRET_KEY, LKE_PLATFORM_SNAPSHOT_RECIPIENT',
    });
  });

  it('fails without the keys of the provider, and names the file to source', async () => {
    expect(await find({ LINODE_OBJ_SECRET_KEY: undefined })).toEqual({
      status: 'fail',
      found: expect.stringContaining('not set: LINODE_OBJ_SECRET_KEY') as string,
      fix: expect.stringContaining(`source ${ward.folder}/.config/lke-platform/acme.env`) as string,
    });
  });

  it('warns where nobody could read the snapshots', async () => {
    expect(await find({ LKE_PLATFORM_SNAPSHOT_RECIPIENT: undefined })).toMatchObject({
      status: 'warn',
      found: expect.stringContaining('RECIPIENT is not set') as string,
    });
  });

  it('fails on what is not a recipient', async () => {
    expect(await find({ LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1wrong' })).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('LKE_PLATFORM_SNAPSHOT_RECIPIENT has what is not an age recipient') as string,
    });
  });

  it('fails on a key of the provider that does not open the buckets', async () => {
    expect(await find({ LINODE_OBJ_ACCESS_KEY: 'wrong' })).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('do not open acme-platform-artifacts: 403 InvalidAccessKeyId') as string,
    });
  });
});
