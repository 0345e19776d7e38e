import { withdrawContract } from '../../../../operations/handoff/withdraw';
import { inEnvironment, serviceWorld } from '../../../support/handoff/service';

describe('the service, once an environment is not handed off any more', () => {
  it('has no contract of it, and says so', async () => {
    const world = await serviceWorld();
    const url = inEnvironment('production', 'contract');
    const { version, hash } = (await world.ask('kim', { url })).body as never;
    const contracts = {
      newestId: () => Promise.resolve({ version, hash }),
      keepWithdrawal: () => Promise.resolve(),
    };
    const actor = { name: 'jane', provenBy: 'linode-profile' as const };
    await withdrawContract({ ledger: world.ledger, contracts }, { actor, unwritten: [] }, 'production');
    world.pass(6);
    const listed = await world.ask('kim', { url: '/v1/environments' });

    await expect(world.ask('kim', { url })).resolves.toMatchObject({
      status: 404,
      body: { title: 'there is no contract of production', detail: expect.stringContaining('withdraws') as string },
    });
    expect(listed.body.environments).toContainEqual(
      expect.objectContaining({ environment: 'production', contract_version: null }),
    );
    await expect(world.ask('kim', { url: '/environments/production' })).resolves.toMatchObject({ status: 200 });
    await world.server.close();
  });
});
