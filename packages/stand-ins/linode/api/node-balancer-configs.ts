import { z } from 'zod';
import type { NodeBalancer, NodeBalancerBackend, NodeBalancerConfig } from '../../world/linode/objects';
import { without } from '../../without';
import { invalid, notFound } from './error';
import { integer, label } from './fields';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

const config = z.object({
  port: integer(1, 65535).optional(),
  protocol: z.enum(['tcp', 'udp', 'http', 'https']).optional(),
});
/** Without a VPC a NodeBalancer reaches machines of its region by their private addresses alone. */
const PRIVATE = /^192\.168\.\d{1,3}\.\d{1,3}:\d{1,5}$/;
const backend = z.object({
  label: label(3, 32),
  address: z.string().regex(/^[^\s:]+:\d{1,5}$/, 'Must be an address with its port'),
  weight: integer(1, 255).optional(),
  mode: z.enum(['accept', 'reject', 'drain', 'backup']).optional(),
  subnet_id: z.int().optional(),
});

export const nodeBalancerConfigRoutes: Route[] = routes('nodebalancers', {
  'GET /nodebalancers/:balancer/configs': (call) => listing(call, balancerOf(call).configs.map(shown)),
  'GET /nodebalancers/:balancer/configs/:config': (call) => shown(configOf(call)),
  'POST /nodebalancers/:balancer/configs': (call) => shown(create(call)),
  'DELETE /nodebalancers/:balancer/configs/:config': (call) => {
    const [balancer, { id }] = [balancerOf(call), configOf(call)];
    balancer.configs = balancer.configs.filter((it) => it.id !== id);
    return {};
  },
  'GET /nodebalancers/:balancer/configs/:config/nodes': (call) =>
    listing(
      call,
      configOf(call).backends.map((it) => shownBackend(call, it)),
    ),
  'POST /nodebalancers/:balancer/configs/:config/nodes': (call) => shownBackend(call, createBackend(call)),
  'DELETE /nodebalancers/:balancer/configs/:config/nodes/:backend': (call) => {
    const of = configOf(call);
    const left = of.backends.filter(({ id }) => id !== call.id('backend'));
    if (left.length === of.backends.length) throw notFound();
    of.backends = left;
    return {};
  },
});

function create(call: Call): NodeBalancerConfig {
  const balancer = balancerOf(call);
  const { port = 80, protocol = 'http' } = given(bodyOf(call, config));
  if (balancer.configs.some((it) => it.port === port)) throw invalid('port', 'Port must be unique');
  const made = { id: call.world.linode.nextId(), nodebalancer_id: balancer.id, port, protocol, backends: [] };
  balancer.configs.push(made);
  return made;
}

function createBackend(call: Call): NodeBalancerBackend {
  const { label: name, address, weight = 100, mode = 'accept', subnet_id: subnet } = bodyOf(call, backend);
  const isOfVpc = balancerOf(call).vpcs.some(({ subnet_id: id }) => id === subnet);
  if (!isOfVpc && !PRIVATE.test(address)) throw invalid('address', 'Must begin with 192.168');
  const made = { id: call.world.linode.nextId(), label: name, address, weight, mode };
  configOf(call).backends.push(made);
  return made;
}

const shown = (of: NodeBalancerConfig): object => ({
  ...without(of, 'backends'),
  algorithm: 'roundrobin',
  stickiness: 'none',
  check: 'none',
  proxy_protocol: 'none',
  nodes_status: { up: of.backends.length, down: 0 },
});

const shownBackend = (call: Call, of: NodeBalancerBackend): object => ({
  ...of,
  status: 'unknown',
  nodebalancer_id: call.id('balancer'),
  config_id: call.id('config'),
  vpc_config_id: null,
});

function balancerOf(call: Call): NodeBalancer {
  const balancer = call.world.linode.nodeBalancers.get(call.id('balancer'));
  if (!balancer) throw notFound();
  return balancer;
}

function configOf(call: Call): NodeBalancerConfig {
  const found = balancerOf(call).configs.find(({ id }) => id === call.id('config'));
  if (!found) throw notFound();
  return found;
}
