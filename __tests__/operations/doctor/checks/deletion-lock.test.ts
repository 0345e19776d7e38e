import { deletionLock } from '../../../../operations/doctor/checks/deletion-lock';
import { Ward } from '../../../support/doctor';

describe("the check of Linode's own locks", () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await Ward.open();
  });
  afterEach(() => {
    ward.linode.world.linode.profile.restricted = false;
    ward.linode.world.faults.clear();
  });
  afterAll(() => ward.close());

  const find = (wanted: boolean | undefined, scopes = 'lke:read_write account:read_write') => {
    const variables = { LINODE_TOKEN: ward.linode.world.linode.createToken('own', scopes).token };
    return ward.find(deletionLock, { variables, data: wanted === undefined ? {} : { deletionLock: wanted } });
  };

  it('recommends them where the token may make them and nobody has decided', async () => {
    expect(await find(undefined)).toEqual({
      status: 'warn',
      found: expect.stringContaining('this token may lock them') as string,
      fix: expect.stringContaining('set deletionLock: true') as string,
    });
  });

  it('recommends nothing that the token may not do, and nothing once it was decided', async () => {
    expect(await find(undefined, 'lke:read_write account:read_only')).toMatchObject({ status: 'ok' });
    expect(await find(undefined, 'lke:read_write')).toMatchObject({ status: 'ok' });
    expect(await find(false)).toMatchObject({ status: 'ok' });
    ward.linode.world.linode.profile.restricted = true;
    expect(await find(undefined)).toMatchObject({ status: 'ok' });
  });

  it('is content with locks that the token may make', async () => {
    expect(await find(true)).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['without the scope', 'lke:read_write account:read_only', false, 'it lacks account:read_write'],
    ['without any of it', 'lke:read_write', false, 'it answers 401'],
    ['of a restricted user', 'account:read_write', true, 'it answers 403'],
  ])('fails on locks that are wanted by a token %s', async (_whose, scopes, restricted, reason) => {
    ward.linode.world.linode.profile.restricted = restricted;

    expect(await find(true, scopes)).toMatchObject({
      status: 'fail',
      found: `Linode lets this token make no locks: ${reason}`,
    });
  });

  it.each([429, 503])('does not know while the API answers %d', async (status) => {
    ward.linode.world.faults.refuse({ type: 'api', name: '/locks' }, { message: 'not now', status, times: 9 });

    expect(await find(true)).toMatchObject({ status: 'not-checked' });
    expect(await find(undefined)).toMatchObject({ status: 'not-checked' });
  });
});
