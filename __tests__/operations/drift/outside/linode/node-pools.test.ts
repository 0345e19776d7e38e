import { OutsidePlatform } from '../../../../support/outside-platform';

describe('a node pool that nobody declared', () => {
  let platform: OutsidePlatform;
  beforeEach(async () => {
    platform = await OutsidePlatform.start();
  });
  afterEach(() => platform.stop());

  it('is found where its environment alone is looked at, and no other', async () => {
    const make = (label: string) =>
      platform.at(`/lke/clusters/${platform.clusterId}/pools`, {
        type: 'g6-standard-2',
        count: 1,
        tags: ['environment-pool'],
        label,
      });
    await make('production-extra');
    await make('staging-extra');
    const alone = await platform.read(['production']);

    expect(alone.differences.map(({ stack, after }) => [stack, after])).toEqual([
      ['production', expect.objectContaining({ label: 'production-extra' })],
    ]);
    // Where no such environment was applied, nobody else would tell.
    expect(await platform.found()).toEqual([
      'cluster linode_lke_node_pool  added',
      'production linode_lke_node_pool  added',
    ]);
  });

  it('is named as not read where the pools cannot be listed, of an environment alone', async () => {
    const incident = { type: 'api', operation: 'GET' as const, name: /pools$/ };
    platform.standIn.world.faults.refuse(incident, { message: 'not now', status: 403, times: 9 });
    const { unread } = await platform.read(['production']);

    const what = expect.stringContaining('the node pools could not be read') as string;
    expect(unread).toEqual([{ stack: 'production', what }]);
  });
});
