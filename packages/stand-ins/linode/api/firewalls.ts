import { z } from 'zod';
import { now } from '../../world/linode/account';
import type { Firewall, FirewallDevice } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { invalid, notFound } from './error';
import { addresses, label, tags } from './fields';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

const POLICY = z.enum(['ACCEPT', 'DROP'], 'Must be ACCEPT or DROP');
const firewallLabel = label(3, 32, /^[a-zA-Z0-9._-]*$/);

const rule = z
  .object({
    action: POLICY,
    label: firewallLabel,
    description: z
      .string()
      .max(100)
      .nullish()
      .transform((it) => it ?? ''),
    ports: z
      .string()
      .nullish()
      .transform((it) => it ?? undefined),
    protocol: z.enum(['TCP', 'UDP', 'ICMP', 'IPENCAP'], 'Must be TCP, UDP, ICMP or IPENCAP'),
    addresses: z
      .object({ ipv4: addresses('ipv4').nullish(), ipv6: addresses('ipv6').nullish() })
      .nullish()
      .transform((it) => ({ ipv4: it?.ipv4 ?? undefined, ipv6: it?.ipv6 ?? undefined })),
  })
  .refine((it) => !it.ports || it.protocol === 'TCP' || it.protocol === 'UDP', {
    path: ['ports'],
    message: 'Ports are not allowed for this protocol',
  })
  .superRefine((it, context) => {
    const wrong = it.ports === undefined ? undefined : wrongPorts(it.ports);
    if (wrong !== undefined) context.addIssue({ code: 'custom', path: ['ports'], message: wrong });
    const networks = [...(it.addresses.ipv4 ?? []), ...(it.addresses.ipv6 ?? [])].length;
    if (networks === 0) context.addIssue({ code: 'custom', path: ['addresses'], message: 'Must contain an address' });
    if (networks > 255)
      context.addIssue({ code: 'custom', path: ['addresses'], message: 'Must not exceed 255 addresses' });
  });

/** What Cloud Manager says of ports, which are at most 15; a range counts as two. */
function wrongPorts(ports: string): string | undefined {
  const entries = ports.split(',').map((entry) => entry.trim().split('-'));
  const ends = entries.flat();
  if (ends.some((end) => end.startsWith('0'))) return 'Port must not have leading zeroes';
  if (ends.some((end) => !/^[0-9]{1,5}$/.test(end) || Number(end) > 65535)) return 'Must be 1-65535';
  if (entries.some((entry) => entry.length > 2)) return 'Ranges must have 2 values';
  if (entries.some(([from, to]) => to !== undefined && Number(from) >= Number(to)))
    return 'Range must start with a smaller number and end with a larger number';
  return ends.length > 15 ? 'Number of ports or port range endpoints exceeded. Max allowed is 15' : undefined;
}

const rules = z.object({
  inbound: z
    .array(rule)
    .nullish()
    .transform((it) => it ?? []),
  inbound_policy: POLICY,
  outbound: z
    .array(rule)
    .nullish()
    .transform((it) => it ?? []),
  outbound_policy: POLICY,
});
const ids = z.array(z.int()).nullish();
const changes = z.object({
  label: firewallLabel.optional(),
  tags: tags.nullish(),
  status: z.enum(['enabled', 'disabled']).optional(),
});
const body = changes.extend({
  label: firewallLabel,
  rules,
  devices: z.object({ linodes: ids, nodebalancers: ids, interfaces: ids }).nullish(),
});
const device = z.object({ id: z.int(), type: z.enum(['linode', 'nodebalancer', 'interface', 'linode_interface']) });

export const firewallRoutes: Route[] = routes('firewall', {
  'GET /networking/firewalls': (call) => listing(call, [...call.world.linode.firewalls.values()].map(shown)),
  'GET /networking/firewalls/:firewall': (call) => shown(firewallOf(call)),
  'POST /networking/firewalls': (call) => shown(create(call)),
  'PUT /networking/firewalls/:firewall': (call) =>
    shown(Object.assign(firewallOf(call), given(bodyOf(call, changes)), { updated: now() })),
  'DELETE /networking/firewalls/:firewall': (call) => {
    call.world.linode.firewalls.delete(firewallOf(call).id);
    return {};
  },
  'GET /networking/firewalls/:firewall/rules': (call) => versioned(firewallOf(call)),
  'PUT /networking/firewalls/:firewall/rules': (call) =>
    versioned(Object.assign(firewallOf(call), { rules: bodyOf(call, rules), updated: now() })),
  'GET /networking/firewalls/:firewall/devices': (call) => listing(call, firewallOf(call).devices),
  'GET /networking/firewalls/:firewall/devices/:device': (call) => deviceOf(call),
  'POST /networking/firewalls/:firewall/devices': (call) => {
    const { id, type } = bodyOf(call, device);
    return attach(call.world, firewallOf(call), type, id);
  },
  'DELETE /networking/firewalls/:firewall/devices/:device': (call) => {
    const { id } = deviceOf(call);
    const firewall = firewallOf(call);
    firewall.devices = firewall.devices.filter((it) => it.id !== id);
    return {};
  },
});

function create(call: Call): Firewall {
  const { world } = call;
  const { label: name, tags: given, rules: ruleSet, devices } = bodyOf(call, body);
  if ([...world.linode.firewalls.values()].some((it) => it.label === name)) {
    throw invalid('label', 'Label must be unique among your firewalls');
  }
  const firewall: Firewall = {
    id: world.linode.nextId(),
    label: name,
    status: 'enabled',
    tags: given ?? [],
    rules: ruleSet,
    devices: [],
    created: now(),
    updated: now(),
  };
  devices?.linodes?.forEach((id) => attach(world, firewall, 'linode', id));
  devices?.nodebalancers?.forEach((id) => attach(world, firewall, 'nodebalancer', id));
  devices?.interfaces?.forEach((id) => attach(world, firewall, 'interface', id));
  world.linode.firewalls.set(firewall.id, firewall);
  return firewall;
}

export function attach({ linode }: World, firewall: Firewall, type: string, id: number): FirewallDevice {
  const balancer = linode.nodeBalancers.get(id);
  if (type === 'nodebalancer' && !balancer) throw invalid('id', 'NodeBalancer not found');
  const entity = { id, type, label: balancer?.label ?? `${type}-${id}`, url: `/v4/${type}s/${id}` };
  const attached = { id: linode.nextId(), entity, created: now(), updated: now() };
  firewall.devices.push(attached);
  return attached;
}

export function shown({ devices, ...firewall }: Firewall): object {
  return { ...firewall, rules: versioned(firewall), entities: devices.map((it) => it.entity) };
}

function versioned({ rules: ruleSet }: Pick<Firewall, 'rules'>): object {
  return { ...ruleSet, version: 1, fingerprint: 'stand-in' };
}

function firewallOf(call: Call): Firewall {
  const firewall = call.world.linode.firewalls.get(call.id('firewall'));
  if (!firewall) throw notFound();
  return firewall;
}

function deviceOf(call: Call): FirewallDevice {
  const found = firewallOf(call).devices.find((it) => it.id === call.id('device'));
  if (!found) throw notFound();
  return found;
}
