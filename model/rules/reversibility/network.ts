import { forgottenRule, importedRule, movedRule } from './common';
import type { ReversibilityRule } from './rule';

/** What is made anew with another id, and goes without a trace. */
const PLAIN = {
  id: 'network',
  types: ['linode_firewall', 'linode_firewall_device', 'linode_vpc', 'linode_vpc_subnet', 'linode_domain_record'],
};
const DOMAIN = { id: 'domain', types: ['linode_domain'] };
const BALANCER = { id: 'nodebalancer', types: ['linode_nodebalancer'] };
const ALL = { id: 'network', types: [...PLAIN.types, ...DOMAIN.types, ...BALANCER.types] };

const POST_FIREWALL = 'Linode API, POST /networking/firewalls';
const PUT_RULES = 'Linode API, PUT /networking/firewalls/{id}/rules';
const POST_VPC = 'Linode API, POST /vpcs';

const set = (id: string, type: string, paths: readonly string[], source: string): ReversibilityRule => ({
  id,
  types: [type],
  actions: ['update'],
  paths,
  reversibility: 'reversible',
  because: 'it keeps its id, and the former value is set again',
  source,
});

export const NETWORK: readonly ReversibilityRule[] = [
  {
    id: 'network-created',
    types: [...PLAIN.types, ...BALANCER.types],
    actions: ['create'],
    reversibility: 'reversible',
    because: 'it goes again, and nothing else belongs to it',
    source: 'Linode API',
  },
  {
    id: 'network-destroyed',
    types: PLAIN.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'it is made anew, with another id, and has to be attached again where others attached it',
    source: 'Linode API',
  },
  {
    id: 'domain-created',
    types: DOMAIN.types,
    actions: ['create'],
    reversibility: 'needs-restore',
    because: 'records that others made in the zone go with it',
    source: 'linode_domain',
  },
  {
    id: 'domain-destroyed',
    types: DOMAIN.types,
    actions: ['destroy', 'replace'],
    reversibility: 'needs-restore',
    because: 'the zone is made anew, with another id, and without the records that others made in it',
    source: 'linode_domain',
  },
  {
    id: 'nodebalancer-destroyed',
    types: BALANCER.types,
    actions: ['destroy', 'replace'],
    reversibility: 'irreversible',
    because: 'its addresses go back to Linode; another one has others',
    source: 'linode_nodebalancer',
  },
  set(
    'firewall-rules',
    'linode_firewall',
    ['inbound', 'outbound', 'inbound_policy', 'outbound_policy', 'disabled', 'label', 'tags'],
    PUT_RULES,
  ),
  {
    id: 'firewall-attached',
    types: ['linode_firewall'],
    actions: ['update'],
    paths: ['linodes', 'nodebalancers', 'interfaces'],
    when: 'added',
    reversibility: 'reversible',
    because: 'it is taken off again',
    source: POST_FIREWALL,
  },
  {
    id: 'firewall-detached',
    types: ['linode_firewall'],
    actions: ['update'],
    paths: ['linodes', 'nodebalancers', 'interfaces'],
    reversibility: 'needs-restore',
    because: 'it is attached anew, as a device with another id',
    source: POST_FIREWALL,
  },
  {
    id: 'vpc-described',
    types: ['linode_vpc'],
    actions: ['update'],
    paths: ['description'],
    when: 'added',
    reversibility: 'irreversible',
    because: 'the provider fails when a description is taken out again',
    source: 'linode_vpc',
  },
  set('vpc-texts', 'linode_vpc', ['label', 'description'], POST_VPC),
  set('subnet-label', 'linode_vpc_subnet', ['label'], POST_VPC),
  set(
    'domain-settings',
    'linode_domain',
    [
      ...['domain', 'soa_email', 'description', 'group', 'status', 'tags', 'axfr_ips', 'master_ips'],
      ...['ttl_sec', 'retry_sec', 'expire_sec', 'refresh_sec'],
    ],
    'linode_domain',
  ),
  set(
    'record-settings',
    'linode_domain_record',
    ['name', 'target', 'ttl_sec', 'priority', 'weight', 'port', 'protocol', 'service', 'tag'],
    'linode_domain',
  ),
  set(
    'nodebalancer-settings',
    'linode_nodebalancer',
    ['label', 'tags', 'client_conn_throttle', 'client_udp_sess_throttle'],
    'linode_nodebalancer',
  ),
  movedRule(ALL),
  importedRule(ALL),
  forgottenRule(ALL),
];
