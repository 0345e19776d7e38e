import { randomUUID } from 'node:crypto';
import { now } from '../../world/linode/account';
import type { Cluster, ControlPlaneAcl } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { without } from '../../without';
import { aclBody, checkCluster, clusterBody, clusterChanges, type Acl } from './cluster-body';
import { clusterOf } from './cluster-of';
import { invalid } from './error';
import { kubeconfigOf } from './kubeconfig';
import { listing } from './listing';
import { lockTypesOf, refuseLocked } from './locks';
import { checkPool } from './pool-body';
import { createPool, deletePool, recycle } from './pools';
import { bodyOf, routes, type Call, type Route } from './route';

const ofClusters: Route[] = routes('lke', {
  'GET /lke/clusters': (call) =>
    listing(
      call,
      [...call.world.linode.clusters.values()].map((it) => shown(it, call)),
    ),
  'GET /lke/clusters/:cluster': (call) => shown(clusterOf(call), call),
  'POST /lke/clusters': (call) => shown(create(call), call),
  'PUT /lke/clusters/:cluster': (call) => shown(update(call, clusterOf(call)), call),
  'DELETE /lke/clusters/:cluster': (call) => {
    const { id, host } = clusterOf(call);
    refuseLocked(call.world, 'lkecluster', id);
    const pools = call.world.linode.poolsOf(id);
    for (const pool of pools) refuseLocked(call.world, 'lkenodepool', pool.id);
    pools.forEach((it) => {
      deletePool(call.world, it);
    });
    call.world.linode.clusters.delete(id);
    call.world.kubernetes.delete(host);
    return {};
  },
  'POST /lke/clusters/:cluster/recycle': (call) => {
    call.world.linode.poolsOf(clusterOf(call).id).forEach((it) => {
      recycle(call.world, it);
    });
    return {};
  },
  'GET /lke/clusters/:cluster/kubeconfig': (call) => kubeconfigOf(call.world, clusterOf(call)),
  'DELETE /lke/clusters/:cluster/kubeconfig': (call) => {
    call.world.kubernetes.get(clusterOf(call).host)?.renewToken();
    return {};
  },
  'GET /lke/clusters/:cluster/api-endpoints': (call) => {
    const { host } = clusterOf(call);
    return listing(call, [{ endpoint: `https://${host}:443` }, { endpoint: `https://${host}:6443` }]);
  },
  'GET /lke/clusters/:cluster/dashboard': (call) => ({ url: `https://dashboard.${clusterOf(call).host}` }),
  'GET /lke/clusters/:cluster/control_plane_acl': (call) => ({ acl: clusterOf(call).acl }),
  'PUT /lke/clusters/:cluster/control_plane_acl': (call) => {
    const cluster = clusterOf(call);
    cluster.acl = merged(cluster.acl, bodyOf(call, aclBody).acl);
    return { acl: cluster.acl };
  },
  'DELETE /lke/clusters/:cluster/control_plane_acl': (call) => {
    clusterOf(call).acl = NO_ACL;
    return {};
  },
});

/** A kubeconfig is given to a token that may write, and to no other (OpenAPI 4.229.1). */
export const clusterRoutes: Route[] = ofClusters.map((route) =>
  route.path.endsWith('/kubeconfig') ? { ...route, scope: 'lke:read_write' } : route,
);

const NO_ACL: ControlPlaneAcl = { enabled: false, 'revision-id': '', addresses: { ipv4: [], ipv6: [] } };

function create(call: Call): Cluster {
  const { world, version } = call;
  const body = bodyOf(call, clusterBody);
  const tier = version === 'v4beta' ? (body.tier ?? 'standard') : 'standard';
  checkCluster(body, tier, world);
  const plane = body.control_plane;
  const cluster: Cluster = {
    id: world.linode.nextId(),
    status: 'ready',
    created: now(),
    updated: now(),
    label: body.label,
    region: body.region,
    k8s_version: body.k8s_version,
    tier,
    apl_enabled: version === 'v4beta' && body.apl_enabled === true,
    tags: body.tags ?? [],
    control_plane: {
      high_availability: tier === 'enterprise' || plane?.high_availability === true,
      audit_logs_enabled: tier === 'enterprise' && plane?.audit_logs_enabled === true,
    },
    acl: merged(NO_ACL, plane?.acl ?? {}),
    vpc_id: body.vpc_id ?? null,
    subnet_id: body.subnet_id ?? null,
    stack_type: tier === 'enterprise' ? (body.stack_type ?? 'ipv4') : null,
    host: `${randomUUID()}.${body.region}-1-gw.linodelke.net`,
  };
  const pools = body.node_pools ?? [];
  pools.forEach((it, index) => {
    const others = pools.filter((other) => other !== it).reduce((sum, { count }) => sum + count, 0);
    checkPool(it, cluster, world, others, `node_pools.${index}.`);
  });
  world.linode.clusters.set(cluster.id, cluster);
  pools.forEach((it) => createPool(world, cluster, it));
  world.createKubernetesCluster(cluster.host);
  return cluster;
}

function update(call: Call, cluster: Cluster): Cluster {
  const { label, k8s_version, tags, control_plane: plane } = bodyOf(call, clusterChanges);
  if (k8s_version !== undefined) checkUpgrade(call.world, cluster, k8s_version);
  if (plane?.high_availability === false && cluster.control_plane.high_availability) {
    throw invalid('control_plane.high_availability', 'High availability cannot be disabled');
  }
  Object.assign(cluster, {
    label: label ?? cluster.label,
    k8s_version: k8s_version ?? cluster.k8s_version,
    tags: tags ?? cluster.tags,
    updated: now(),
    acl: merged(cluster.acl, plane?.acl ?? {}),
    control_plane: {
      high_availability: plane?.high_availability ?? cluster.control_plane.high_availability,
      audit_logs_enabled: plane?.audit_logs_enabled ?? cluster.control_plane.audit_logs_enabled,
    },
  });
  return cluster;
}

function checkUpgrade({ linode }: World, { tier, k8s_version: current }: Cluster, wanted: string): void {
  const versions = linode.versions[tier];
  if (!versions.includes(wanted)) throw invalid('k8s_version', 'k8s_version is not valid');
  if (versions.indexOf(wanted) < versions.indexOf(current)) throw invalid('k8s_version', 'Cannot downgrade a cluster');
}

function merged(before: ControlPlaneAcl | null, { enabled, addresses }: Acl): ControlPlaneAcl {
  const { enabled: wasEnabled, addresses: had } = before ?? NO_ACL;
  return {
    enabled: enabled ?? wasEnabled,
    'revision-id': randomUUID(),
    addresses: { ipv4: addresses?.ipv4 ?? had.ipv4, ipv6: addresses?.ipv6 ?? had.ipv6 },
  };
}

/** A cluster as this version of the API gives it: v4 has no tier, and only an enterprise cluster is in a VPC. */
function shown(cluster: Cluster, { version, world }: Call): object {
  const { tier, vpc_id, subnet_id, stack_type, ...common } = without(cluster, 'acl', 'host');
  const ofBeta = version === 'v4beta' ? { tier } : {};
  const ofEnterprise = tier === 'enterprise' ? { vpc_id, subnet_id, stack_type } : {};
  return { ...common, ...ofBeta, ...ofEnterprise, locks: lockTypesOf(world, 'lkecluster', cluster.id) };
}
