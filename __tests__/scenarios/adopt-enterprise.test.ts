import type { Change } from '../../operations/adopt/difference';
import { Adoption, attributesOf, toExisting } from '../support/adoption';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { makeAtLinode } from '../support/make-at-linode';
import { Workplace } from '../support/workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const STACKS = ['cluster', 'system', 'production'];
const NEW = /linode_object_storage_bucket/;

engineSuite('an enterprise cluster with a VPC and a firewall on its pools', () => {
  let workplace: Workplace;
  let adoption: Adoption;
  beforeAll(async () => {
    workplace = await Workplace.open();
    adoption = new Adoption(workplace);
  });
  afterAll(() => workplace.close());

  const account = () => workplace.standIn.world.linode;

  async function makeByHand(): Promise<void> {
    const make = (path: string, body: object) => makeAtLinode(workplace.standIn, path, body, 'v4beta');
    const vpc_id = await make('/vpcs', { label: 'shop-net', region: 'nl-ams', description: 'by hand' });
    const subnet_id = await make(`/vpcs/${vpc_id}/subnets`, { label: 'nodes', ipv4: '10.0.0.0/14' });
    const rules = { inbound: [], inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };
    const firewall_id = await make('/networking/firewalls', { label: 'shop-nodes', rules });
    const pool = { type: 'g6-dedicated-4', count: 3, firewall_id };
    await make('/lke/clusters', {
      ...{ label: 'shop', region: 'nl-ams', tier: 'enterprise', vpc_id, subnet_id },
      k8s_version: account().versions.enterprise[0],
      control_plane: { audit_logs_enabled: true, acl: { enabled: true, addresses: { ipv4: ['203.0.113.0/24'] } } },
      node_pools: [
        { ...pool, label: 'production-web', tags: ['environment-pool'], update_strategy: 'rolling_update' },
        { ...pool, label: 'production-api', tags: ['environment-pool'], type: 'g6-dedicated-8', firewall_id: null },
        { ...pool, label: 'base', type: 'g6-standard-8' },
      ],
    });
  }

  it('is taken over with exactly the changes that were told', async () => {
    await makeByHand();
    const imported = await workplace.command('import', '--cluster', 'shop', '--firewall', 'shop-nodes', '--json');
    const { result } = JSON.parse(imported.stdout) as { result: { changes: Change[]; leftOut: object[] } };
    adoption.told = result.changes;
    const before = [...account().clusters.keys(), ...account().pools.keys(), ...account().vpcs.keys()];

    expect(result.leftOut).toEqual([]);
    await adoption.synth();
    await workplace.createBuckets();
    await workplace.command('import', '--into-state');
    for (const stack of STACKS) {
      const changes = toExisting(await adoption.plan(stack), NEW);

      expect(changes.filter(({ action }) => action !== 'update' && action !== 'import')).toEqual([]);
      expect(attributesOf(changes)).toEqual(adoption.toldOf([stack], { afterImports: false }));
      await expect(adoption.apply(stack)).resolves.toMatchObject({ code: 0 });
    }
    await adoption.removeImports();
    await expect(adoption.apply()).resolves.toMatchObject({ code: 0 });

    await expect(adoption.statuses()).resolves.toEqual(['unchanged']);
    expect([...account().clusters.keys(), ...account().pools.keys(), ...account().vpcs.keys()]).toEqual(before);
  });
});
