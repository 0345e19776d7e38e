import { interruptedRuns } from '../../../../operations/doctor/checks/interrupted-runs';
import { removeLeftovers } from '../../../../operations/doctor/leftovers';
import { makeBucket } from '../../../../operations/linode/buckets';
import { mintUnlimitedKey } from '../../../../operations/linode/object-keys';
import { Ward } from '../../../support/doctor';

describe('the check of what interrupted runs left', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await Ward.open();
  });
  afterEach(() => ward.close());

  it('finds nothing', async () => {
    await mintUnlimitedKey('acme-team-123456', 'nl-ams');

    expect(await ward.find(interruptedRuns)).toEqual({ status: 'ok', found: 'nothing' });
  });

  it('warns of throw-away buckets and temporary keys', async () => {
    await makeBucket({ name: 'acme-platform-probe-123456', region: 'nl-ams', endpointHost: undefined });
    await mintUnlimitedKey('acme-bootstrap-123456', 'nl-ams');

    expect(await ward.find(interruptedRuns)).toEqual({
      status: 'warn',
      found: 'bucket acme-platform-probe-123456, key acme-bootstrap-123456',
      fix: expect.stringContaining('npx lke-platform doctor --clean-up') as string,
    });
    await removeLeftovers(ward.surroundings().platform, () => undefined);
    expect(await ward.find(interruptedRuns)).toMatchObject({ status: 'ok' });
    expect([...ward.linode.world.linode.keys.values()]).toEqual([]);
  });

  it('is not made without a token', async () => {
    expect(await ward.find(interruptedRuns, { variables: { LINODE_TOKEN: undefined } })).toMatchObject({
      status: 'not-checked',
    });
  });
});
