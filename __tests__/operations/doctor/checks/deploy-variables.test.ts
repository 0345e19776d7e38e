import { deployVariables } from '../../../../operations/doctor/checks/deploy-variables';
import { surroundings } from '../../../support/surroundings';

const KEYS = { LINODE_OBJ_ACCESS_KEY: 'key', LINODE_OBJ_SECRET_KEY: 'secret' };
const find = (variables: Record<string, string>) => deployVariables.run(surroundings({ variables }));

describe('the check of the variables of a deploy', () => {
  it('is content with what bootstrap writes, and prints no value', () => {
    expect(find({ ...KEYS, LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1' })).toEqual({
      status: 'ok',
      found: 'LINODE_OBJ_ACCESS_KEY, LINODE_OBJ_SECRET_KEY, LKE_PLATFORM_SNAPSHOT_RECIPIENT',
    });
  });

  it('fails without the keys of the provider, and names the file to source', () => {
    expect(find({ HOME: '/home/ann', LKE_PLATFORM_SNAPSHOT_RECIPIENT: 'age1', LINODE_OBJ_ACCESS_KEY: 'key' })).toEqual({
      status: 'fail',
      found: expect.stringContaining('not set: LINODE_OBJ_SECRET_KEY') as string,
      fix: expect.stringContaining('source /home/ann/.config/lke-platform/acme.env') as string,
    });
  });

  it('warns where nobody could read the snapshots', () => {
    expect(find(KEYS)).toMatchObject({
      status: 'warn',
      found: expect.stringContaining('RECIPIENT is not set') as string,
    });
  });
});
