import { connectLinode } from '../../../../operations/linode/client';
import { ownKeys } from '../../../../operations/doctor/checks/own-keys';
import { mintLimitedKey } from '../../../../operations/linode/object-keys';
import { Ward } from '../../../support/doctor';

describe('the check of the own keys', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  it('is content with keys that are not due', async () => {
    expect(await ward.find(ownKeys)).toEqual({ status: 'ok', found: '1 not older than 90 days' });
  });

  it('names those that are, and the command that says what to do', async () => {
    await mintLimitedKey('acme-team-200101-00aa', []);
    expect(await ward.find(ownKeys)).toEqual({
      status: 'warn',
      found: 'to be rotated: acme-team-200101-00aa',
      fix: 'see what each takes: npx lke-platform secrets status platform',
    });
  });

  it('says what it takes where it cannot look', async () => {
    expect(await ward.find(ownKeys, { variables: { LINODE_TOKEN: '' } })).toMatchObject({ status: 'not-checked' });
    const { token } = ward.linode.world.linode.createUserToken('jane', 'object_storage:read_only');
    connectLinode({ url: ward.linode.url, token });
    expect(await ward.find(ownKeys, { variables: { LINODE_TOKEN: token } })).toMatchObject({ status: 'not-checked' });
  });
});
