import type { Difference } from './difference';
import type { DriftRule } from './drift-rule';
import { onlyGained, onlyReordered } from './values';

const FIREWALL = ['linode_firewall'];
const FIREWALL_SOURCE = 'linode_firewall (provider documentation)';

/** Whether rules that all do the same, such as let something in, stand in another order. */
const isHarmlessOrder = (difference: Difference) => {
  const actions = new Set((difference.after as readonly { readonly action?: unknown }[]).map(({ action }) => action));
  return actions.size === 1;
};

const FIREWALL_RULES: readonly DriftRule[] = [
  {
    id: 'firewall-order',
    kinds: FIREWALL,
    paths: ['inbound', 'outbound'],
    when: (difference) => onlyReordered(difference) && isHarmlessOrder(difference),
    severity: 'minor',
    because: 'the rules stand in another order, and all of them do the same with what they match',
    source: FIREWALL_SOURCE,
  },
  {
    id: 'firewall-filter',
    kinds: FIREWALL,
    paths: ['inbound', 'outbound', 'inbound_policy', 'outbound_policy', 'disabled', 'id'],
    severity: 'major',
    because: 'the firewall lets through other connections than were asked for',
    source: FIREWALL_SOURCE,
    loses: true,
  },
  {
    id: 'firewall-rule-texts',
    kinds: FIREWALL,
    paths: ['inbound.label', 'inbound.description', 'outbound.label', 'outbound.description'],
    severity: 'minor',
    because: 'the rule has another name, and does the same',
    source: FIREWALL_SOURCE,
  },
  {
    id: 'firewall-attached-by-the-cluster',
    kinds: FIREWALL,
    paths: ['linodes', 'nodebalancers', 'interfaces'],
    when: onlyGained,
    severity: 'none',
    because: 'the cluster itself attaches what it makes to the firewall of its annotation',
    source: 'docs/linode-notes.md',
  },
  {
    id: 'firewall-detached',
    kinds: FIREWALL,
    paths: ['linodes', 'nodebalancers', 'interfaces'],
    severity: 'major',
    because: 'what was behind the firewall is so no longer',
    source: FIREWALL_SOURCE,
    loses: true,
  },
  {
    id: 'firewall-texts',
    kinds: FIREWALL,
    paths: ['label', 'tags'],
    severity: 'minor',
    because: 'nothing depends on the label or the tags of a firewall',
    source: FIREWALL_SOURCE,
  },
  {
    id: 'firewall-reported',
    kinds: FIREWALL,
    paths: ['status', 'devices', 'created', 'updated'],
    severity: 'none',
    because: 'Linode reports it; what it follows from is an attribute of its own',
    source: FIREWALL_SOURCE,
  },
];

const VPC_RULES: readonly DriftRule[] = [
  {
    id: 'vpc-network',
    kinds: ['linode_vpc'],
    paths: ['id', 'region', 'ipv6'],
    severity: 'major',
    because: 'it is another network',
    source: 'linode_vpc (provider documentation)',
  },
  {
    id: 'subnet-network',
    kinds: ['linode_vpc_subnet'],
    paths: ['id', 'vpc_id', 'ipv4', 'ipv6'],
    severity: 'major',
    because: 'it is another subnet, or has other addresses',
    source: 'linode_vpc_subnet (provider documentation)',
  },
  {
    id: 'vpc-texts',
    kinds: ['linode_vpc'],
    paths: ['label', 'description'],
    severity: 'minor',
    because: 'nothing depends on the label or the description of a network',
    source: 'linode_vpc (provider documentation)',
  },
  {
    id: 'subnet-texts',
    kinds: ['linode_vpc_subnet'],
    paths: ['label'],
    severity: 'minor',
    because: 'nothing depends on the label of a subnet',
    source: 'linode_vpc_subnet (provider documentation)',
  },
  {
    id: 'network-reported',
    kinds: ['linode_vpc', 'linode_vpc_subnet'],
    paths: ['created', 'updated'],
    severity: 'none',
    because: 'Linode writes it down by itself',
    source: 'linode_vpc (provider documentation)',
  },
  {
    id: 'subnet-members',
    kinds: ['linode_vpc_subnet'],
    paths: ['linodes', 'nodebalancers', 'databases'],
    severity: 'none',
    because: 'machines come into a subnet and leave it as the cluster needs them',
    source: 'linode_vpc_subnet (provider documentation)',
  },
];

const DOMAIN = ['linode_domain'];
const DOMAIN_SOURCE = 'linode_domain (provider documentation)';

const DOMAIN_RULES: readonly DriftRule[] = [
  {
    id: 'domain-service',
    kinds: DOMAIN,
    paths: ['id', 'domain', 'type', 'status', 'master_ips'],
    severity: 'major',
    because: 'the zone answers no longer, or answers what somebody else says',
    source: DOMAIN_SOURCE,
  },
  {
    id: 'domain-transfer',
    kinds: DOMAIN,
    paths: ['axfr_ips'],
    severity: 'major',
    because: 'others may copy the whole zone',
    source: DOMAIN_SOURCE,
    loses: true,
  },
  {
    id: 'domain-texts',
    kinds: DOMAIN,
    paths: ['soa_email', 'ttl_sec', 'refresh_sec', 'retry_sec', 'expire_sec', 'description', 'group', 'tags'],
    severity: 'minor',
    because: 'the zone answers the same, with other times, texts or tags',
    source: DOMAIN_SOURCE,
  },
];

const BUCKET = ['linode_object_storage_bucket'];
const BUCKET_SOURCE = 'linode_object_storage_bucket (provider documentation)';

const BUCKET_RULES: readonly DriftRule[] = [
  {
    id: 'bucket-access',
    kinds: BUCKET,
    paths: ['acl', 'cors_enabled', 'cert'],
    severity: 'major',
    because: 'others may read or write the bucket',
    source: BUCKET_SOURCE,
    loses: true,
  },
  {
    id: 'bucket-versions',
    kinds: BUCKET,
    paths: ['versioning', 'lifecycle_rule'],
    severity: 'major',
    because: 'what is deleted when, and whether locks hold, depends on it',
    source: 'docs/adr/0004-state-and-locks.md',
    loses: true,
  },
  {
    id: 'bucket-identity',
    kinds: BUCKET,
    paths: ['id', 'label', 'region', 'cluster', 'endpoint', 'endpoint_type', 's3_endpoint', 'hostname'],
    severity: 'major',
    because: 'it is another bucket, or is somewhere else',
    source: BUCKET_SOURCE,
  },
  {
    id: 'bucket-provider-keys',
    kinds: BUCKET,
    paths: ['access_key', 'secret_key'],
    severity: 'none',
    because: 'the key that the provider used stands only in the state',
    source: BUCKET_SOURCE,
  },
];

const LOCK_RULES: readonly DriftRule[] = [
  {
    id: 'lock',
    kinds: ['linode_lock'],
    paths: ['id', 'entity_id', 'entity_type', 'lock_type'],
    severity: 'major',
    because: 'what was protected against deletion is so no longer',
    source: 'linode_lock (provider documentation)',
    loses: true,
  },
  {
    id: 'lock-reported',
    kinds: ['linode_lock'],
    paths: ['entity_label', 'entity_url'],
    severity: 'none',
    because: 'it follows from what is locked',
    source: 'linode_lock (provider documentation)',
  },
];

export const LINODE_RULES: readonly DriftRule[] = [
  ...FIREWALL_RULES,
  ...VPC_RULES,
  ...DOMAIN_RULES,
  ...BUCKET_RULES,
  ...LOCK_RULES,
];
