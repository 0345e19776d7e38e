import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
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

const TAINT = { key: 'shop.example.com/web', value: 'true', effect: 'NoSchedule' };
const ENTERPRISE = { ...CLUSTER, tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
const FULL_POOL = { ...POOL, label: 'full', labels: { a: 'b' }, taints: [TAINT], tags: ['shop'] };
const RULE = { label: 'allow-web', ports: '443', ipv4: ['0.0.0.0/0'] };

/** Inputs with all that can be set and with little of it; what nevertheless stays is `kept`, as the README says. */
const UNSET = {
  'a cluster of the standard tier': {
    definition: lkeCluster,
    all: {
      ...CLUSTER,
      tags: ['shop'],
      externalPoolTags: ['elsewhere'],
      systemPool: FULL_POOL,
      nodePools: { web: FULL_POOL },
    },
    some: { ...CLUSTER, controlPlaneAcl: { enabled: false }, nodePools: { web: POOL } },
    kept: [],
  },
  'a cluster of the enterprise tier': {
    definition: lkeCluster,
    all: {
      ...{ ...ENTERPRISE, auditLogsEnabled: true, systemPool: { ...POOL, firewallId: '${linode_firewall.nodes.id}' } },
      nodePools: {
        web: {
          ...{ ...FULL_POOL, updateStrategy: 'rolling_update', kubernetesVersion: 'v1.31.9+lke7' },
          firewallId: '${linode_firewall.nodes.id}',
        },
      },
    },
    some: { ...ENTERPRISE, nodePools: { web: POOL } },
    kept: ['linode_lke_cluster.this pool', 'linode_lke_node_pool.pool["web"] firewall_id'],
  },
  'a network': {
    definition: network,
    all: {
      ...{ ...NETWORK, tags: ['shop'] },
      firewall: { label: 'shop', inbound: [{ ...RULE, description: 'Shop' }], outbound: [RULE] },
      dns: { ...NETWORK.dns, ttlSeconds: 300 },
    },
    some: { ...NETWORK, firewall: { label: 'shop', inbound: [RULE] } },
    kept: [],
  },
} as const;

/** A firewall for nodes, beside the module. */
const FIREWALL = {
  resource: { linode_firewall: { nodes: { label: 'nodes', inbound_policy: 'DROP', outbound_policy: 'ACCEPT' } } },
};

type States = Record<string, Record<string, unknown>>;

interface Shown {
  values: { root_module: { child_modules: { resources: { address: string; values: States[string] }[] }[] } };
}

/** The attributes of everything in the module, by address. */
async function statesIn(root: Root): Promise<States> {
  const { values } = JSON.parse((await root.run('show', '-json')).output) as Shown;
  const resources = values.root_module.child_modules.flatMap((module) => module.resources);
  return Object.fromEntries(
    resources.map(({ address, values: attributes }) => [address.replace('module.this.', ''), attributes]),
  );
}

/** What is set of each resource: not what Linode says of it. */
const settings = (states: States) =>
  Object.fromEntries(
    Object.entries(states).map(([address, values]) => [
      address,
      JSON.parse(
        JSON.stringify(values, (key, value: unknown) => (OBSERVED.includes(key) ? undefined : value)),
      ) as States[string],
    ]),
  );

const OBSERVED = [
  'id',
  'cluster_id',
  'vpc_id',
  'nodes',
  'kubeconfig',
  'api_endpoints',
  'dashboard_url',
  'created',
  'updated',
];

const differences = (one: States, other: States) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((address) =>
    Object.keys({ ...one[address], ...other[address] })
      .filter((name) => JSON.stringify(one[address]?.[name]) !== JSON.stringify(other[address]?.[name]))
      .map((name) => `${address} ${name}`),
  );

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

  it('begins with a number of nodes, and leaves it to the autoscaler from then on', async () => {
    const standIn = await startStandIn();
    const root = new Root(standIn.env);
    const web = { type: 'g6-standard-4', nodeCount: 4, autoscaler: { min: 2, max: 9 } };
    const pool = () => [...standIn.world.linode.pools.values()].find(({ type }) => type === 'g6-standard-4');
    try {
      const cluster = { ...CLUSTER, systemPool: { type: 'g6-standard-8', nodeCount: 3 } };
      root.write(callOf(lkeCluster, { ...cluster, nodePools: { web } }));
      await root.run('init');
      expect(await root.apply()).toMatchObject({ code: 0, errors: [] });
      expect(pool()).toMatchObject({ count: 4 });

      // The apply that made the pool is told by its second.
      await setTimeout(1_100);
      Object.assign(pool() ?? {}, { count: 7 });
      expect(await root.plan()).toMatchObject({ code: 0, actions: {} });
      const nodePools = { web: { ...web, nodeCount: undefined } };
      expect((await root.plan(callOf(lkeCluster, { ...cluster, nodePools }))).actions).toEqual({
        'module.this.terraform_data.pool_begun["web"]': 'delete',
      });
    } finally {
      root.remove();
      standIn.stop();
    }
  });

  it.each(Object.entries(UNSET))('forgets what is no longer set of %s', async (_, { definition, all, some, kept }) => {
    const standIn = await startStandIn();
    const [root, fresh] = [new Root(standIn.env), new Root(standIn.env)];
    const apply = async (target: Root, props: Props) => {
      target.write({ ...callOf(definition, props), ...FIREWALL });
      await target.run('init');
      expect(await target.apply()).toMatchObject({ code: 0, errors: [] });
    };
    try {
      await apply(root, all);
      await apply(root, some);
      expect(await root.plan()).toMatchObject({ code: 0, actions: {} });
      const left = settings(await statesIn(root));
      await root.destroy();
      await apply(fresh, some);

      expect(differences(left, settings(await statesIn(fresh)))).toEqual(kept);
    } finally {
      root.remove();
      fresh.remove();
      standIn.stop();
    }
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
      'module.observability.helm_release.loki["this"]': 'update',
      'module.observability.helm_release.tempo["this"]': 'update',
    });
  });

  it('moves what was always made in a former release: the namespace, the buckets, and each part', async () => {
    const workplace = await ModuleWorkplace.open();
    const folder = 'modules/observability/examples/basic';
    const released = ['main.tf', 'locals.tf', 'outputs.tf'].map((name) =>
      workplace.at(`modules/observability/${name}`),
    );
    const today = released.map((file) => readFileSync(file, 'utf8'));
    for (const [index, text] of today.entries()) {
      const before = text
        .replace(/ *for_each = var\.(create_|loki|tempo|gateway).*\n/g, '')
        .replace(/var\.create_\w+(?: && var\.\w+)? \? (.*?)\["this"\](.*?) : [\w.]+/g, '$1$2');
      writeFileSync(released[index] ?? '', before);
    }
    const moved = workplace.at('modules/observability/moved.tf');
    const moves = readFileSync(moved, 'utf8');
    writeFileSync(moved, '');
    await workplace.run(folder, 'init');
    expect(await workplace.report(folder, 'apply', '-auto-approve')).toMatchObject({ code: 0, errors: [] });
    for (const [index, text] of today.entries()) writeFileSync(released[index] ?? '', text);
    writeFileSync(moved, moves);
    const { actions } = await workplace.report(folder, 'plan');

    expect(actions).toEqual({
      'module.observability.kubernetes_namespace_v1.namespace["this"]': 'move',
      'module.observability.linode_object_storage_bucket.loki_bucket["this"]': 'move',
      'module.observability.linode_object_storage_bucket.tempo_bucket["this"]': 'move',
      'module.observability.helm_release.loki["this"]': 'move',
      'module.observability.helm_release.tempo["this"]': 'move',
      'module.observability.helm_release.opentelemetry_collector["this"]': 'move',
    });
  });

  it('installs into a namespace and uses buckets that exist, and leaves them alone', async () => {
    const workplace = await ModuleWorkplace.open();
    const folder = 'modules/observability/examples/basic';
    const file = workplace.at(`${folder}/main.tf`);
    const made = readFileSync(file, 'utf8');
    const existing = made.replace('"shop-tempo"', '"shop-tempo"\n  create_namespace = false\n  create_buckets = false');
    writeFileSync(file, existing);
    await workplace.run(folder, 'init');
    const { actions, errors } = await workplace.report(folder, 'plan');

    expect(errors).toEqual([]);
    expect(Object.keys(actions).filter((address) => !address.includes('helm_release'))).toEqual([]);
  });
});
