import { objectStorage } from '../../../../operations/doctor/checks/object-storage';
import { Ward } from '../../../support/doctor';

describe('the check of the object storage', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  it('takes the answer of a store for one, also that it wants a key', async () => {
    expect(await ward.find(objectStorage)).toEqual({ status: 'ok', found: ward.s3.endpoint });
  });

  it('fails when something else answers there, not a web page either', async () => {
    expect(
      await ward.find(objectStorage, {
        variables: { LKE_PLATFORM_OBJECT_STORAGE: ward.linode.url.replace(/\/v4$/, '') },
      }),
    ).toEqual({
      status: 'fail',
      found: expect.stringMatching(/: it answers \d+, and not as an object storage does$/) as string,
      fix: expect.stringContaining('LKE_PLATFORM_OBJECT_STORAGE') as string,
    });
  });

  it('fails when nobody answers, with what sets the address', async () => {
    expect(
      await ward.find(objectStorage, { variables: { LKE_PLATFORM_OBJECT_STORAGE: 'http://127.0.0.1:9' } }),
    ).toEqual({
      status: 'fail',
      found: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9: no answer/) as string,
      fix: expect.stringContaining('LKE_PLATFORM_OBJECT_STORAGE') as string,
    });
  });
});
