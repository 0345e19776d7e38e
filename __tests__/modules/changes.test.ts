import { readFileSync, writeFileSync } from 'node:fs';
import type { ModuleDefinition } from '../../publish/modules/definition';
import { lkeCluster } from '../../publish/modules/lke-cluster';
import { network } from '../../publish/modules/network';
import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { callOf, type Props } from '../support/module-call';
import { ModuleWorkplace } from '../support/module-workplace';
import { startStandIn } from '@lke-platform/stand-ins/start';
import { Root } from '@lke-platform/stand-ins/testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

const POOL = { type: 'g6-standard-4', nodeCount: 3 };
const CLUSTER = {
  label: 'shop',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
  systemPool: POOL,
  nodePools: { web: POOL, batch: { ...POOL, type: 'g6-standard-8' } },
};
const NETWORK = {
  region: 'nl-ams',
  vpc: { label: 'shop', subnet: '10.0.0.0/14' },
  firewall: { label: 'shop' },
  dns: { zone: 'shop.example.com', soaEmail: 'platform@example.com' },
};
const AUTOSCALER = { min: 3, max: 6 };

/** Applies a module with some inputs, and plans it with others. */
async function actionsOf(definition: ModuleDefinition, before: Props, after: Props): Promise<Record<string, string>> {
  const standIn = await startStandIn();
  const root = new Root(standIn.env);
  try {
    root.write(callOf(definition, before));
    await root.run('init');
    expect(await root.apply()).toMatchObject({ code: 0, errors: [] });
    const { actions, errors } = await root.plan(callOf(definition, after));
    expect(errors).toEqual([]);
    return Object.fromEntries(
      Object.entries(actions).map(([address, action]) => [address.replace('module.this.', ''), action]),
    );
  } finally {
    root.remove();
    standIn.stop();
  }
}

engineSuite('a change of the inputs', () => {
  it('grows, shrinks and relabels a cluster in place, and leaves alone what it does not name', async () => {
    const actions = await actionsOf(lkeCluster, CLUSTER, {
      ...CLUSTER,
      label: 'renamed',
      controlPlaneAcl: { ipv4: ['203.0.113.0/24', '198.51.100.0/24'] },
      systemPool: { type: 'g6-standard-4', autoscaler: AUTOSCALER },
      nodePools: {
        another: POOL,
        web: { type: 'g6-standard-4', autoscaler: AUTOSCALER, labels: { pool: 'web' } },
        batch: { ...POOL, type: 'g6-standard-8' },
      },
    });

    expect(actions).toEqual({
      'linode_lke_cluster.this': 'update',
      'linode_lke_node_pool.pool["another"]': 'create',
      'linode_lke_node_pool.pool["web"]': 'update',
    });
  });

  it('replaces a pool of another type, and no other', async () => {
    const actions = await actionsOf(lkeCluster, CLUSTER, {
      ...CLUSTER,
      nodePools: { ...CLUSTER.nodePools, web: { ...POOL, type: 'g6-standard-6' } },
    });

    expect(actions).toEqual({ 'linode_lke_node_pool.pool["web"]': 'replace' });
  });

  it('changes rules and times of a network in place', async () => {
    const actions = await actionsOf(network, NETWORK, {
      ...NETWORK,
      firewall: { label: 'renamed', inbound: [{ label: 'allow-web', ports: '443', ipv4: ['0.0.0.0/0'] }] },
      dns: { ...NETWORK.dns, ttlSeconds: 300 },
    });

    expect(actions).toEqual({ 'linode_firewall.firewall["this"]': 'update', 'linode_domain.zone["this"]': 'update' });
  });

  it('keeps the namespace and the buckets when the retention changes', async () => {
    const workplace = await ModuleWorkplace.open();
    const folder = 'modules/observability/examples/basic';
    const file = workplace.at(`${folder}/main.tf`);
    await workplace.run(folder, 'init');
    expect(await workplace.report(folder, 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"shop-tempo"', '"shop-tempo"\n  retention_days = 30'));
    const { actions } = await workplace.report(folder, 'plan');

    expect(actions).toEqual({
      'module.observability.helm_release.kube_prometheus_stack': 'update',
      'module.observability.helm_release.loki': 'update',
      'module.observability.helm_release.tempo': 'update',
    });
  });
});
