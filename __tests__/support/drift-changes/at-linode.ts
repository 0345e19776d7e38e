import type { ChangeByHand } from './by-hand';

const WEB_FROM_ANYWHERE = {
  action: 'ACCEPT',
  label: 'by-hand',
  description: '',
  ports: '22',
  protocol: 'TCP',
  addresses: { ipv4: ['0.0.0.0/0'] },
};
export const AT_LINODE: readonly ChangeByHand[] = [
  {
    what: 'the control plane is opened to everybody',
    make: ({ cluster }) => cluster.acl?.addresses.ipv4.push('0.0.0.0/0'),
    found: 'linode_lke_cluster.cluster control_plane[0].acl[0].addresses[0].ipv4',
    severity: 'major',
  },
  {
    what: 'a tag of the cluster',
    make: ({ cluster }) => cluster.tags.push('by-hand'),
    found: 'linode_lke_cluster.cluster tags',
    severity: 'minor',
  },
  {
    what: 'Kubernetes is upgraded',
    make: ({ cluster }) => (cluster.k8s_version = '1.35'),
    found: 'linode_lke_cluster.cluster k8s_version',
    severity: 'major',
  },
  {
    what: 'the audit logs of the control plane are switched on',
    make: ({ cluster }) => (cluster.control_plane.audit_logs_enabled = true),
    found: 'linode_lke_cluster.cluster control_plane[0].audit_logs_enabled',
    severity: 'major',
  },
  {
    what: 'the firewall lets everything in',
    make: ({ firewall }) => (firewall.rules.inbound_policy = 'ACCEPT'),
    found: 'linode_firewall.network_firewall["this"] inbound_policy',
    severity: 'major',
  },
  {
    what: 'a rule of the firewall has other addresses',
    make: ({ firewall }) => firewall.rules.inbound[0]?.addresses.ipv4?.push('10.0.0.0/8'),
    found: 'linode_firewall.network_firewall["this"] inbound[0].ipv4',
    severity: 'major',
  },
  {
    what: 'the firewall has a rule more',
    make: ({ firewall }) => firewall.rules.inbound.push(WEB_FROM_ANYWHERE),
    found: 'linode_firewall.network_firewall["this"] inbound[1]',
    severity: 'major',
  },
  {
    what: 'the firewall lets nothing out',
    make: ({ firewall }) => (firewall.rules.outbound_policy = 'DROP'),
    found: 'linode_firewall.network_firewall["this"] outbound_policy',
    severity: 'major',
  },
  {
    what: 'the firewall is switched off',
    make: ({ firewall }) => (firewall.status = 'disabled'),
    found: 'linode_firewall.network_firewall["this"] disabled',
    severity: 'major',
  },
  {
    what: 'a tag of the firewall',
    make: ({ firewall }) => firewall.tags.push('by-hand'),
    found: 'linode_firewall.network_firewall["this"] tags',
    severity: 'minor',
  },
  {
    what: 'the mail address of the zone',
    make: ({ zone }) => (zone.soa_email = 'mallory@example.com'),
    found: 'linode_domain.network_zone["this"] soa_email',
    severity: 'minor',
  },
  {
    what: 'answers of the zone are kept longer',
    make: ({ zone }) => (zone.ttl_sec = 86_400),
    found: 'linode_domain.network_zone["this"] ttl_sec',
    severity: 'minor',
  },
  {
    what: 'the zone is switched off',
    make: ({ zone }) => (zone.status = 'disabled'),
    found: 'linode_domain.network_zone["this"] status',
    severity: 'major',
  },
  {
    what: 'others may copy the zone',
    make: ({ zone }) => (zone.axfr_ips = ['192.0.2.66']),
    found: 'linode_domain.network_zone["this"] axfr_ips',
    severity: 'major',
  },
  {
    what: 'a record in the zone',
    make: ({ zone, at }) => at(`/domains/${zone.id}/records`, { type: 'A', name: 'phish', target: '192.0.2.66' }),
    found: 'linode_domain_record/* added',
    severity: 'minor',
  },
  {
    what: 'a pool has fewer nodes',
    make: ({ pool }) => (pool('production-memory').count = 2),
    found: 'linode_lke_node_pool.pool["memory"] node_count',
    severity: 'major',
  },
  {
    what: 'a pool is without the tag by which the cluster leaves it alone',
    make: ({ pool }) => pool('production-memory').tags.splice(0, 9, 'acme'),
    found: 'linode_lke_node_pool.pool["memory"] tags',
    severity: 'major',
  },
  {
    what: 'a pool is without its taints',
    make: ({ pool }) => (pool('production-memory').taints = []),
    found: 'linode_lke_node_pool.pool["memory"] taint[0]',
    severity: 'major',
  },
  {
    what: 'an autoscaler makes nodes',
    make: ({ pool }) => (pool('production-general').count = 5),
    found: 'linode_lke_node_pool.pool["general"] node_count',
    severity: 'none',
  },
  {
    what: 'an autoscaler may make more nodes',
    make: ({ pool }) => (pool('production-general').autoscaler.max = 20),
    found: 'linode_lke_node_pool.pool["general"] autoscaler[0].max',
    severity: 'minor',
  },
  {
    what: 'nodes have a label more',
    make: ({ pool }) => (pool('production-general').labels['acme.example/by-hand'] = 'yes'),
    found: 'linode_lke_node_pool.pool["general"] labels.acme.example/by-hand',
    severity: 'major',
  },
  {
    what: 'an autoscaler is switched off',
    make: ({ pool }) => (pool('staging-general').autoscaler.enabled = false),
    found: 'linode_lke_node_pool.pool["general"] autoscaler',
    severity: 'major',
  },
  {
    what: 'a pool has another name',
    make: ({ pool }) => (pool('system-gpu').label = 'by-hand'),
    found: 'linode_lke_node_pool.pool["gpu"] label',
    severity: 'minor',
  },
  {
    what: 'an autoscaler may make fewer nodes',
    make: ({ pool }) => (pool('by-hand').autoscaler.max = 1),
    found: 'linode_lke_node_pool.pool["gpu"] autoscaler[0].max',
    severity: 'major',
  },
  {
    what: 'a pool is deleted',
    make: ({ account, pool }) => account.pools.delete(pool('development-general').id),
    found: 'linode_lke_node_pool.pool["general"] removed',
    severity: 'major',
  },
  {
    what: 'a pool that nobody declared',
    make: ({ cluster, at }) =>
      at(`/lke/clusters/${cluster.id}/pools`, { type: 'g6-standard-2', count: 1, tags: ['environment-pool'] }),
    found: 'linode_lke_node_pool/* added',
    severity: 'major',
  },
];

export const IN_BUCKETS: readonly ChangeByHand[] = [
  {
    what: 'everybody may read the snapshots of the states',
    make: ({ bucket }) => (bucket('acme-platform-artifacts').acl = 'public-read'),
    found: 'linode_object_storage_bucket.artifacts acl',
    severity: 'major',
  },
  {
    what: 'snapshots are kept in one version',
    make: ({ store }) => (store('acme-platform-artifacts').versioning = 'Suspended'),
    found: 'linode_object_storage_bucket.artifacts versioning',
    severity: 'major',
  },
  {
    what: 'reports are kept for ever',
    make: ({ store }) => (store('acme-platform-reports').lifecycle = undefined),
    found: 'linode_object_storage_bucket.reports lifecycle_rule[0]',
    severity: 'major',
  },
  {
    what: 'a bucket that nobody declared',
    make: ({ at }) => at('/object-storage/buckets', { label: 'acme-platform-copy', region: 'nl-ams' }),
    found: 'linode_object_storage_bucket/* added',
    severity: 'minor',
  },
];
