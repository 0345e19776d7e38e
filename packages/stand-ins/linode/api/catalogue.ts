import { INSTANCE_TYPES, type InstanceType } from '../../world/linode/instance-types';
import { REGIONS, type Region } from '../../world/linode/regions';
import { notFound } from './error';
import { listing } from './listing';
import { routes, type Route } from './route';

/** What Linode has on offer; to be read without a token. */
export const catalogueRoutes: Route[] = routes('public', {
  'GET /regions': (call) => listing(call, REGIONS.map(region)),
  'GET /regions/:region': (call) => one(REGIONS.map(region), call.text('region')),
  'GET /linode/types': (call) => listing(call, INSTANCE_TYPES.map(instanceType)),
  'GET /linode/types/:type': (call) => one(INSTANCE_TYPES.map(instanceType), call.text('type')),
  'GET /lke/types': (call) => listing(call, LKE_TYPES),
  'GET /lke/versions': (call) => listing(call, call.world.linode.versions.standard.map(versioned)),
  'GET /lke/versions/:version': (call) => one(call.world.linode.versions.standard.map(versioned), call.text('version')),
  'GET /lke/tiers/:tier/versions': (call) => listing(call, ofTier(call.text('tier'), call.world.linode.versions)),
  'GET /lke/tiers/:tier/versions/:version': (call) =>
    one(ofTier(call.text('tier'), call.world.linode.versions), call.text('version')),
});

const LKE_TYPES = [
  {
    id: 'lke-sa',
    label: 'LKE Standard Availability',
    price: { hourly: 0, monthly: 0 },
    region_prices: [],
    transfer: 0,
  },
  {
    id: 'lke-ha',
    label: 'LKE High Availability',
    price: { hourly: 0.09, monthly: 60 },
    region_prices: [],
    transfer: 0,
  },
];

function region({ id, capabilities }: Region) {
  return {
    id,
    label: id,
    country: id.slice(0, 2),
    capabilities,
    status: 'ok',
    resolvers: { ipv4: '192.0.2.53', ipv6: '2001:db8::53' },
    placement_group_limits: { maximum_pgs_per_customer: null, maximum_linodes_per_pg: 5 },
    site_type: 'core',
    monitors: { alerts: [], metrics: [] },
  };
}

function instanceType(type: InstanceType) {
  return {
    ...type,
    label: type.id,
    accelerated_devices: type.class === 'accelerated' ? 1 : 0,
    transfer: 0,
    network_out: 0,
    price: { hourly: 0, monthly: 0 },
    region_prices: [],
    addons: { backups: { price: { hourly: 0, monthly: 0 }, region_prices: [] } },
    successor: null,
  };
}

function versioned(id: string) {
  return { id };
}

function ofTier(tier: string, versions: Record<'standard' | 'enterprise', string[]>): { id: string; tier: string }[] {
  if (tier !== 'standard' && tier !== 'enterprise') throw notFound();
  return versions[tier].map((id) => ({ id, tier }));
}

function one<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find((it) => it.id === id);
  if (!found) throw notFound();
  return found;
}
