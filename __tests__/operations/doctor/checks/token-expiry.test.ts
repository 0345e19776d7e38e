import { connectLinode } from '../../../../operations/linode/client';
import { tokenExpiry } from '../../../../operations/doctor/checks/token-expiry';
import { Ward } from '../../../support/doctor';

describe("the check of the token's expiry", () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterAll(() => ward.close());

  const now = () => new Date('2026-11-23T12:00:00Z');

  /** What is found of a token that is made for it. */
  function findOf(scopes: string, expiry: string | null) {
    const { token } = ward.linode.world.linode.createToken('laptop', scopes, expiry);
    connectLinode({ url: ward.linode.url, token });
    return ward.find(tokenExpiry, { variables: { LINODE_TOKEN: token }, now });
  }

  it('says how long the token is good', async () => {
    expect(await findOf('*', '2027-02-23T12:00:00')).toEqual({
      status: 'ok',
      found: 'the token laptop expires in 92 days',
    });
  });

  it('warns two weeks before the end', async () => {
    expect(await findOf('*', '2026-12-06T12:00:00')).toMatchObject({
      status: 'warn',
      found: 'the token laptop expires in 13 days',
    });
  });

  it('warns of a token that never expires', async () => {
    expect(await findOf('*', null)).toMatchObject({ status: 'warn', found: 'the token laptop never expires' });
  });

  it('is not made when the token may not read about itself', async () => {
    expect(await findOf('lke:read_write', null)).toMatchObject({
      status: 'not-checked',
      fix: expect.stringContaining('account:read_only') as string,
    });
  });

  it('is not made without a token', async () => {
    expect(await ward.find(tokenExpiry, { variables: { LINODE_TOKEN: undefined } })).toMatchObject({
      status: 'not-checked',
    });
  });
});
