import { z } from 'zod';
import { now } from '../../world/linode/account';
import type { NodeBalancer } from '../../world/linode/objects';
import { without } from '../../without';
import { invalid, notFound } from './error';
import { integer, label, regionWith, tags } from './fields';
import { attach, shown as shownFirewall } from './firewalls';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

const changes = z.object({
  label: label(3, 32, /^[a-zA-Z0-9_-]*$/).optional(),
  client_conn_throttle: integer(0, 20).optional(),
  client_udp_sess_throttle: integer(0, 20).optional(),
  tags: tags.nullish(),
});
const body = changes.extend({
  region: regionWith('NodeBalancers'),
  label: label(3, 32, /^[a-zA-Z0-9_-]*$/).nullish(),
  firewall_id: z.int().nullish(),
  vpcs: z.array(z.object({ subnet_id: z.int(), ipv4_range: z.string().nullish() })).nullish(),
});

export const nodeBalancerRoutes: Route[] = routes('nodebalancers', {
  'GET /nodebalancers': (call) => listing(call, [...call.world.linode.nodeBalancers.values()].map(shown)),
  'GET /nodebalancers/:balancer': (call) => shown(balancerOf(call)),
  'POST /nodebalancers': (call) => shown(create(call)),
  'PUT /nodebalancers/:balancer': (call) =>
    shown(Object.assign(balancerOf(call), given(bodyOf(call, changes)), { updated: now() })),
  'DELETE /nodebalancers/:balancer': (call) => {
    const { id } = balancerOf(call);
    call.world.linode.nodeBalancers.delete(id);
    for (const firewall of call.world.linode.firewalls.values()) {
      firewall.devices = firewall.devices.filter(({ entity }) => entity.type !== 'nodebalancer' || entity.id !== id);
    }
    return {};
  },
  'GET /nodebalancers/:balancer/firewalls': (call) => {
    const { id } = balancerOf(call);
    const firewalls = [...call.world.linode.firewalls.values()].filter((it) =>
      it.devices.some(({ entity }) => entity.type === 'nodebalancer' && entity.id === id),
    );
    return listing(call, firewalls.map(shownFirewall));
  },
  'GET /nodebalancers/:balancer/vpcs': (call) =>
    listing(
      call,
      balancerOf(call).vpcs.map((it, index) => ({ id: index + 1, nodebalancer_id: call.id('balancer'), ...it })),
    ),
});

function create(call: Call): NodeBalancer {
  const { linode } = call.world;
  const wanted = bodyOf(call, body);
  const firewall = wanted.firewall_id ? linode.firewalls.get(wanted.firewall_id) : undefined;
  if (wanted.firewall_id && !firewall) throw invalid('firewall_id', 'Firewall not found');
  const id = linode.nextId();
  const balancer: NodeBalancer = {
    id,
    label: wanted.label ?? `balancer${id}`,
    region: wanted.region,
    hostname: `192-0-2-${id % 256}.ip.linodeusercontent.com`,
    ipv4: `192.0.2.${id % 256}`,
    ipv6: `2001:db8::${id.toString(16)}`,
    client_conn_throttle: wanted.client_conn_throttle ?? 0,
    client_udp_sess_throttle: wanted.client_udp_sess_throttle ?? 0,
    transfer: { in: 0, out: 0, total: 0 },
    tags: wanted.tags ?? [],
    vpcs: (wanted.vpcs ?? []).map((it) => ({ subnet_id: it.subnet_id, ipv4_range: it.ipv4_range ?? '10.0.0.0/30' })),
    configs: [],
    lke_cluster: null,
    created: now(),
    updated: now(),
  };
  linode.nodeBalancers.set(id, balancer);
  if (firewall) attach(call.world, firewall, 'nodebalancer', id);
  return balancer;
}

function shown(balancer: NodeBalancer): object {
  return { ...without(balancer, 'vpcs', 'configs'), type: 'common' };
}

function balancerOf(call: Call): NodeBalancer {
  const balancer = call.world.linode.nodeBalancers.get(call.id('balancer'));
  if (!balancer) throw notFound();
  return balancer;
}
