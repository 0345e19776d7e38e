import { now } from '../../world/linode/account';
import type { World } from '../../world/world';
import type { ApiRequest } from './route';

const VERBS = { POST: 'create', PUT: 'update', DELETE: 'delete' } as const;

/** Collections of the API, by what their objects are called in events. */
const ENTITIES: readonly (readonly [collection: RegExp, type: string, action: string])[] = [
  [/^\/lke\/clusters\/\d+\/pools/, 'nodepool', 'lke_pool'],
  [/^\/lke\/clusters/, 'lkecluster', 'lke_cluster'],
  [/^\/networking\/firewalls/, 'firewall', 'firewall'],
  [/^\/domains\/\d+\/records/, 'domain', 'domain_record'],
  [/^\/domains/, 'domain', 'domain'],
  [/^\/nodebalancers\/\d+\/configs\/\d+\/nodes/, 'nodebalancer', 'nodebalancer_node'],
  [/^\/nodebalancers\/\d+\/configs/, 'nodebalancer', 'nodebalancer_config'],
  [/^\/nodebalancers/, 'nodebalancer', 'nodebalancer'],
  [/^\/vpcs/, 'vpc', 'vpc'],
];

/** What has no entity of its own. */
const PARTS = /^\/nodebalancers\/\d+\/configs/;

/** Writes down who changed what by a request, the newest first. */
export function recordEvent(world: World, { method, path, token }: ApiRequest, answer: unknown): void {
  if (method === 'GET') return;
  const [, type, action] = ENTITIES.find(([collection]) => collection.test(path)) ?? [];
  if (type === undefined || action === undefined) return;
  const own = (answer ?? {}) as { readonly id?: number; readonly label?: string; readonly domain?: string };
  // A record is told by its zone, a port or backend by its NodeBalancer.
  const numbers = [...path.matchAll(/\/(\d+)/g)].map(([, number]) => Number(number));
  const id = (PARTS.test(path) || type === 'domain' ? numbers[0] : undefined) ?? own.id ?? numbers.at(-1) ?? 0;
  const place = method === 'POST' && own.id !== undefined ? `${path}/${own.id}` : path;
  world.linode.events.unshift({
    id: world.linode.nextId(),
    action: `${action}_${VERBS[method]}`,
    username: world.linode.profileOf(token).username,
    status: 'finished',
    created: now(),
    entity: { id, type, label: own.label ?? own.domain ?? '', url: `/v4${place}` },
  });
}
