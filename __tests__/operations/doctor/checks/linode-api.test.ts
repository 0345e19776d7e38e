import { linodeApi } from '../../../../operations/doctor/checks/linode-api';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { Ward } from '../../../support/doctor';

describe('the check of the Linode API', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  it('names the address that answers, without a token too', async () => {
    const found = ward.linode.url;

    expect(await ward.find(linodeApi, { variables: { LINODE_TOKEN: undefined } })).toEqual({ status: 'ok', found });
  });

  it('fails when nobody answers there, with what sets the address', async () => {
    expect(await ward.find(linodeApi, { variables: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:9' } })).toEqual({
      status: 'fail',
      found: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/v4: no answer/) as string,
      fix: expect.stringContaining('LKE_PLATFORM_LINODE_API') as string,
    });
  });

  it.each([{ 'content-type': 'text/html' }, { 'content-type': '' }])(
    'fails when a web page answers there: %j',
    async (headers) => {
      await httpStandIn([{ headers, body: '\n<!DOCTYPE html><title>Log in</title>' }], async ({ url }) => {
        expect(await ward.find(linodeApi, { variables: { LKE_PLATFORM_LINODE_API: url } })).toMatchObject({
          status: 'fail',
          found: expect.stringContaining('it answers 200 with a web page') as string,
        });
      });
    },
  );

  it.each([{ ok: true }, { data: [] }, { data: 'regions' }, 'OK'])(
    'fails when something else answers there that all is well: %j',
    async (body) => {
      await httpStandIn([{ body }], async ({ url }) => {
        expect(await ward.find(linodeApi, { variables: { LKE_PLATFORM_LINODE_API: url } })).toMatchObject({
          status: 'fail',
          found: `${url}/v4: what answers there is not the Linode API`,
          fix: expect.stringContaining('LKE_PLATFORM_LINODE_API') as string,
        });
      });
    },
  );

  it('fails when something else answers there', async () => {
    const { endpoint } = ward.s3;

    expect(await ward.find(linodeApi, { variables: { LKE_PLATFORM_LINODE_API: endpoint } })).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('it answers 403') as string,
    });
  });
});
