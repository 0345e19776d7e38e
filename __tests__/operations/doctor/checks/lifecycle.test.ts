import { PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import { lifecycle } from '../../../../operations/doctor/checks/lifecycle';
import { objectStorage } from '../../../../operations/object-storage/client';
import { Ward } from '../../../support/doctor';

describe('the check of the lifecycle rule', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  async function putRule(Prefix: string, Status: 'Enabled' | 'Disabled'): Promise<void> {
    const { access_key: accessKey, secret_key: secretKey } = ward.s3.account;
    const s3 = objectStorage({ endpoint: ward.s3.endpoint, accessKey, secretKey });
    const Rules = [{ ID: 'rule', Status, Filter: { Prefix }, Expiration: { Days: 90 } }];
    const LifecycleConfiguration = { Rules };
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket: 'acme-platform-reports', LifecycleConfiguration }),
    );
  }

  it('says when reports expire', async () => {
    await putRule('', 'Enabled');

    expect(await ward.find(lifecycle)).toEqual({
      status: 'ok',
      found: 'reports in acme-platform-reports expire after 90 days',
    });
  });

  it('warns when there is no rule', async () => {
    expect(await ward.find(lifecycle)).toMatchObject({ status: 'warn', fix: 'make it: npx lke-platform apply state' });
  });

  it.each([
    ['is about a part of them', 'development/', 'Enabled'],
    ['is switched off', '', 'Disabled'],
  ] as const)('warns when the rule %s', async (_, prefix, status) => {
    await putRule(prefix, status);

    expect(await ward.find(lifecycle)).toMatchObject({ status: 'warn' });
  });
});
