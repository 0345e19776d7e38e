import { elements } from '../../engine/paths';
import { ProviderError } from '../../protocol/service';
import type { Fields } from '../../protocol/values';
import { without } from '../../without';
import { filledText, flag, known, number, only, text, textMap, texts } from '../../values';
import type { ApiPool } from './api-types';
import { inSetOrder } from './set-order';

/** The request that creates a cluster. What a pool says of its version and update strategy is not sent. */
export function createBody(planned: Fields): object {
  return {
    label: planned.label,
    region: planned.region,
    k8s_version: planned.k8s_version,
    tier: text(planned.tier),
    apl_enabled: flag(planned.apl_enabled),
    vpc_id: number(planned.vpc_id),
    subnet_id: number(planned.subnet_id),
    stack_type: text(planned.stack_type),
    tags: texts(planned.tags),
    control_plane: controlPlaneBody(planned),
    node_pools: elements(planned.pool).map((it) => without(poolBody(it), 'k8s_version', 'update_strategy')),
  };
}

/** All of the control plane is sent as soon as there is a block of it: what the block leaves out is switched off. */
export function controlPlaneBody(planned: Fields): object | undefined {
  const plane = only(planned.control_plane);
  return (
    plane && {
      high_availability: flag(plane.high_availability) ?? false,
      audit_logs_enabled: flag(plane.audit_logs_enabled) ?? false,
      acl: aclBody(only(plane.acl)),
    }
  );
}

function aclBody(acl: Fields | undefined): object {
  const enabled = flag(acl?.enabled) ?? false;
  const addresses = only(acl?.addresses);
  if (!addresses) return { enabled };
  const { ipv4, ipv6 } = { ipv4: texts(addresses.ipv4), ipv6: texts(addresses.ipv6) };
  if (!enabled && ipv4.length + ipv6.length > 0) {
    throw new ProviderError('addresses are not acceptable when ACL is disabled');
  }
  return { enabled, addresses: { ipv4, ipv6 } };
}

/** The request that creates an inline pool. Without a count it begins with the least that its autoscaler allows. */
export function poolBody(pool: Fields) {
  const autoscaler = only(pool.autoscaler);
  const bounds = { min: number(autoscaler?.min), max: number(autoscaler?.max) };
  return {
    type: pool.type,
    count: positive(pool.count) ?? bounds.min,
    label: text(pool.label) ? pool.label : undefined,
    firewall_id: positive(pool.firewall_id),
    tags: inSetOrder(texts(pool.tags)),
    taints: elements(pool.taint),
    labels: textMap(pool.labels),
    autoscaler: autoscaler && { enabled: true, ...bounds },
    disk_encryption: filledText(pool.disk_encryption),
    k8s_version: known(pool.k8s_version) ? pool.k8s_version : undefined,
    update_strategy: known(pool.update_strategy) ? pool.update_strategy : undefined,
  };
}

/** A pool of the API as a block of the resource. */
export function poolFields(pool: ApiPool | null): Fields {
  if (!pool) return NO_POOL;
  const { id, type, label, count, nodes, labels, tags, disk_encryption, taints, autoscaler } = pool;
  return {
    ...{ id, type, label, count, labels, tags, disk_encryption },
    nodes: nodes.map((it) => ({ ...it })),
    taint: taints.map((it) => ({ ...it })),
    autoscaler: autoscaler.enabled ? [{ min: autoscaler.min, max: autoscaler.max }] : [],
    firewall_id: pool.firewall_id ?? 0,
    k8s_version: pool.k8s_version ?? '',
    update_strategy: pool.update_strategy ?? '',
  };
}

/** What the provider keeps of a block whose pool is gone: its place, so that the blocks after it keep theirs. */
const NO_POOL: Fields = {
  id: 0,
  type: '',
  label: '',
  count: 0,
  labels: {},
  tags: [],
  disk_encryption: '',
  nodes: [],
  taint: [],
  autoscaler: [],
  firewall_id: 0,
  k8s_version: '',
  update_strategy: '',
};

function positive(value: Fields[string] | undefined): number | undefined {
  const given = number(value);
  return given === 0 ? undefined : given;
}
