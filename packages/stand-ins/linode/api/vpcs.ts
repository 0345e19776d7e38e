import { z } from 'zod';
import { now } from '../../world/linode/account';
import type { Subnet, Vpc } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { without } from '../../without';
import { invalid, notFound } from './error';
import { isCidr, label, regionWith } from './fields';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

const vpcLabel = label(1, 64).refine((it) => !it.includes('--'), { message: 'Must not contain two dashes in a row' });
const ipv6 = z.array(z.object({ range: z.string().nullish() })).nullish();
const subnetBody = z.object({
  label: vpcLabel,
  ipv4: z.string().refine((it) => isCidr(it, 'ipv4'), { message: 'Must be an IPv4 network' }),
  ipv6,
});
const vpcChanges = z.object({ label: vpcLabel.optional(), description: z.string().max(255).optional() });
const vpcBody = vpcChanges.extend({
  label: vpcLabel,
  region: regionWith('VPCs'),
  ipv6,
  subnets: z.array(subnetBody).nullish(),
});

export const vpcRoutes: Route[] = routes('vpc', {
  'GET /vpcs': (call) =>
    listing(
      call,
      [...call.world.linode.vpcs.values()].map((it) => shown(it, call.world)),
    ),
  'GET /vpcs/:vpc': (call) => shown(vpcOf(call), call.world),
  'POST /vpcs': (call) => shown(createVpc(call), call.world),
  'PUT /vpcs/:vpc': (call) =>
    shown(Object.assign(vpcOf(call), given(bodyOf(call, vpcChanges)), { updated: now() }), call.world),
  'DELETE /vpcs/:vpc': (call) => {
    const { id } = vpcOf(call);
    if (subnetsOf(call.world, id).length > 0) throw invalid('vpc', 'Cannot delete a VPC that has subnets');
    call.world.linode.vpcs.delete(id);
    return {};
  },
  'GET /vpcs/:vpc/subnets': (call) =>
    listing(
      call,
      subnetsOf(call.world, vpcOf(call).id).map((it) => withoutVpc(it, call.world)),
    ),
  'GET /vpcs/:vpc/subnets/:subnet': (call) => withoutVpc(subnetOf(call), call.world),
  'POST /vpcs/:vpc/subnets': (call) =>
    withoutVpc(createSubnet(call.world, vpcOf(call).id, bodyOf(call, subnetBody)), call.world),
  'PUT /vpcs/:vpc/subnets/:subnet': (call) =>
    withoutVpc(
      Object.assign(subnetOf(call), bodyOf(call, z.object({ label: vpcLabel })), { updated: now() }),
      call.world,
    ),
  'DELETE /vpcs/:vpc/subnets/:subnet': (call) => {
    call.world.linode.subnets.delete(subnetOf(call).id);
    return {};
  },
});

function createVpc(call: Call): Vpc {
  const { world } = call;
  const { label: name, region, description = '', ipv6: ranges, subnets } = bodyOf(call, vpcBody);
  if ([...world.linode.vpcs.values()].some((it) => it.label === name)) {
    throw invalid('label', 'Label must be unique among your VPCs');
  }
  const vpc: Vpc = {
    id: world.linode.nextId(),
    label: name,
    description,
    region,
    ipv6: allocated(ranges, world.linode.nextId(), 52),
    created: now(),
    updated: now(),
  };
  world.linode.vpcs.set(vpc.id, vpc);
  subnets?.forEach((it) => createSubnet(world, vpc.id, it));
  return vpc;
}

function createSubnet(world: World, vpc: number, body: z.infer<typeof subnetBody>): Subnet {
  const id = world.linode.nextId();
  const subnet: Subnet = {
    id,
    vpc_id: vpc,
    label: body.label,
    ipv4: body.ipv4,
    ipv6: allocated(body.ipv6, id, 64),
    linodes: [],
    databases: [],
    created: now(),
    updated: now(),
  };
  world.linode.subnets.set(id, subnet);
  return subnet;
}

/** Ranges asked for by length alone (`/52`), or not at all, get a network of the account. */
function allocated(
  ranges: { range?: string | null | undefined }[] | null | undefined,
  id: number,
  length: number,
): { range: string }[] | null {
  if (!ranges) return null;
  const network = `2001:db8:${id.toString(16)}::`;
  return ranges.map(({ range }) => {
    if (!range || range === 'auto') return { range: `${network}/${length}` };
    return { range: range.startsWith('/') ? network + range : range };
  });
}

function shown(vpc: Vpc, world: World): object {
  return {
    ...vpc,
    ipv4: [{ range: '10.0.0.0/8' }],
    subnets: subnetsOf(world, vpc.id).map((it) => withoutVpc(it, world)),
  };
}

function withoutVpc(subnet: Subnet, { linode }: World): object {
  const nodebalancers = [...linode.nodeBalancers.values()].flatMap(({ id, vpcs }) =>
    vpcs.filter((it) => it.subnet_id === subnet.id).map(({ ipv4_range }) => ({ id, ipv4_range, ipv6_ranges: [] })),
  );
  return { ...without(subnet, 'vpc_id'), nodebalancers };
}

function subnetsOf({ linode }: World, vpc: number): Subnet[] {
  return [...linode.subnets.values()].filter((it) => it.vpc_id === vpc);
}

function vpcOf(call: Call): Vpc {
  const vpc = call.world.linode.vpcs.get(call.id('vpc'));
  if (!vpc) throw notFound();
  return vpc;
}

function subnetOf(call: Call): Subnet {
  const subnet = call.world.linode.subnets.get(call.id('subnet'));
  if (subnet?.vpc_id !== vpcOf(call).id) throw notFound();
  return subnet;
}
