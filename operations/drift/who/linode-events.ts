import { type Event, getEvents } from '@linode/api-v4';
import type { Doer } from '../../../model/rules/drift/difference';

/** So many of the last events are looked through. */
const PAGE = { page_size: 500 };

/** Parts of the paths of objects in the API, by the type that Terraform has for them. The last id is the object's own. */
const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  linode_lke_cluster: ['lke/clusters'],
  linode_lke_node_pool: ['lke/clusters', 'pools'],
  linode_firewall: ['networking/firewalls'],
  linode_domain: ['domains'],
  linode_domain_record: ['domains', 'records'],
  linode_nodebalancer: ['nodebalancers'],
  linode_vpc: ['vpcs'],
  linode_vpc_subnet: ['vpcs', 'subnets'],
};

/** What people did in the account, the latest first. Linode keeps events for ninety days. */
export async function lastEvents(): Promise<readonly Event[]> {
  return (await getEvents(PAGE)).data;
}

/**
 * Who changed something at Linode last.
 *
 * @param ids of the object, with those of what it is in before its own
 * @param after since when, in ISO 8601. @default - ever
 */
export function whoChanged(
  events: readonly Event[],
  type: string,
  ids: readonly string[],
  after?: string,
): Doer | undefined {
  const collections = COLLECTIONS[type];
  if (!collections) return undefined;
  const [event] = events.filter(
    (it) =>
      it.username !== null &&
      it.status !== 'failed' &&
      !isRead(it) &&
      isAbout(it, collections, ids) &&
      (after === undefined || timeOf(it) >= after.slice(0, 19)),
  );
  return event?.username ? { who: event.username, when: `${timeOf(event)}Z`, source: 'linode-events' } : undefined;
}

/** Linode writes times without a zone, in UTC. */
const timeOf = ({ created }: Event) => created.slice(0, 19);

const isRead = ({ action }: Event) => /(_view|_read|login)/.test(action);

/** By the path that the event has, or by that of what the object is in, for an action that is about such objects. */
function isAbout({ entity, action }: Event, collections: readonly string[], ids: readonly string[]): boolean {
  if (!entity) return false;
  const path = entity.url.replace(/^.*\/v4(beta)?\//, '').replace(/\/$/, '');
  const own = collections.map((collection, index) => `${collection}/${ids[index] ?? ''}`).join('/');
  if (path === own || path.startsWith(`${own}/`)) return true;
  const [outer] = collections;
  const word = { pools: 'pool', records: 'record', subnets: 'subnet' }[collections[1] ?? ''];
  return word !== undefined && path === `${outer}/${ids[0]}` && action.includes(word);
}
