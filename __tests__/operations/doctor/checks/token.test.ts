import { token } from '../../../../operations/doctor/checks/token';
import { requiredScopes } from '../../../../operations/doctor/required-scopes';
import { Ward } from '../../../support/doctor';

describe('the check of the token', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  const withToken = (scopes: string, expiry: string | null = null) => ({
    variables: { LINODE_TOKEN: ward.linode.world.linode.createToken('own', scopes, expiry).token },
  });

  it('names the scopes of one that has what this platform needs', async () => {
    const scopes = requiredScopes(ward.surroundings().platform).join(' ');

    expect(await ward.find(token, withToken(scopes))).toEqual({ status: 'ok', found: scopes });
  });

  it('warns of one that may do everything', async () => {
    expect(await ward.find(token, withToken('*'))).toMatchObject({
      status: 'warn',
      fix: expect.stringContaining('lke:read_write object_storage:read_write') as string,
    });
  });

  it('fails on one that lacks a scope, and names it', async () => {
    const scopes = 'lke:read_write object_storage:read_only linodes:read_write events:read_only domains:read_write';

    expect(await ward.find(token, withToken(scopes))).toMatchObject({
      status: 'fail',
      found: 'LINODE_TOKEN lacks object_storage:read_write firewall:read_write',
    });
  });

  it('fails on one that has expired', async () => {
    expect(await ward.find(token, withToken('*', '2020-01-01T00:00:00'))).toMatchObject({
      status: 'fail',
      found: 'Linode does not accept LINODE_TOKEN: it answers 401',
    });
  });

  it('fails on one that Linode does not know, although regions are told to anybody', async () => {
    expect(await ward.find(token, { variables: { LINODE_TOKEN: 'wrong' } })).toMatchObject({
      status: 'fail',
      found: 'Linode does not accept LINODE_TOKEN: it answers 401',
    });
  });

  it('fails on one that is refused with 403, as on one that lacks the scope', async () => {
    const clusters = { type: 'api', name: '/lke/clusters', operation: 'GET' } as const;
    ward.linode.world.faults.refuse(clusters, { message: 'Forbidden', status: 403 });
    const scopes = requiredScopes(ward.surroundings().platform).join(' ');

    expect(await ward.find(token, withToken(scopes))).toEqual({
      status: 'fail',
      found: 'LINODE_TOKEN lacks lke:read_write',
      fix: `make a token that has them too: ${scopes}`,
    });
  });

  it('fails without one, and says which scopes to give it', async () => {
    expect(await ward.find(token, { variables: { LINODE_TOKEN: undefined } })).toEqual({
      status: 'fail',
      found: 'LINODE_TOKEN is not set',
      fix: expect.stringContaining('domains:read_write') as string,
    });
  });

  it('is not made when the Linode API is out of reach', async () => {
    expect(await ward.find(token, { variables: { LKE_PLATFORM_LINODE_API: 'http://127.0.0.1:9' } })).toMatchObject({
      status: 'not-checked',
    });
  });
});
