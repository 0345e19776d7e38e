import { Resolver } from 'node:dns/promises';
import { type Domain, type DomainRecord, getDomainRecords, getDomains } from '@linode/api-v4';
import type { KubernetesClient } from '../../kubernetes/client';
import { loadBalancers } from '../../kubernetes/volumes';
import { linodeAccess } from '../../linode/access';
import { allPages } from '../../linode/all-pages';
import { connectLinode } from '../../linode/client';
import { type Check, type Judgement, judged, notApplicable, type VerifySite } from '../check';

/** Name servers of Linode, to which whoever holds the parent of a zone delegates it. */
const LINODE_SERVERS = /^ns[1-5]\.linode\.com$/;

/** How long a name server may take for one answer, and how often it is asked. */
const RESOLVER = { timeout: 3000, tries: 2 };

/** What is known of the zone of a platform. */
export interface SeenZone {
  /** As the Linode API tells it; undefined for one that it does not know. */
  readonly status: Domain['status'] | undefined;
  /** Whole names that have an address or are another name for one. */
  readonly names: readonly string[];
  /** Its name servers, as the resolver tells them; undefined where none was asked, a text where it did not tell. */
  readonly servers: readonly string[] | string | undefined;
  /** Whether there is something that names of the environment could lead to. */
  readonly hasIngress: boolean;
}

/** The zone is at Linode and in use; a resolver, where one is named, finds it there; where there is ingress, names lead to it. */
export const dns: Check = {
  name: 'dns',
  run: async (site) => {
    const zone = site.platform.network.dns?.zone;
    if (zone === undefined) return notApplicable('the platform has no DNS zone');
    return judgeZone(zone, site.environment.domains, await readZone(zone, site));
  },
};

async function readZone(zone: string, { platform, variables, resolver, client }: VerifySite): Promise<SeenZone> {
  connectLinode(linodeAccess(platform.sources.linodeApi, variables));
  const zones = await allPages((params) => getDomains(params, { domain: zone }));
  const found = zones.find(({ domain }) => domain === zone);
  const records = found ? await allPages((params) => getDomainRecords(found.id, params)) : [];
  return {
    status: found?.status,
    names: records.flatMap((record) => wholeName(record, zone)),
    servers: resolver === undefined ? undefined : await serversOf(zone, resolver),
    hasIngress: (await ingressBalancers(client)).length > 0,
  };
}

const LEADING: readonly DomainRecord['type'][] = ['A', 'AAAA', 'CNAME'];

const wholeName = ({ type, name }: DomainRecord, zone: string) =>
  LEADING.includes(type) ? [name === '' ? zone : `${name}.${zone}`] : [];

const ingressBalancers = async (client: KubernetesClient) =>
  (await loadBalancers(client)).filter(({ namespace }) => namespace === 'ingress');

async function serversOf(zone: string, address: string): Promise<readonly string[] | string> {
  const resolver = new Resolver(RESOLVER);
  resolver.setServers([address]);
  try {
    return await resolver.resolveNs(zone);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

export function judgeZone(
  zone: string,
  domains: readonly string[],
  { status, names, servers, hasIngress }: SeenZone,
): Judgement {
  if (status === undefined) return judged([`Linode has no zone ${zone}`], '');
  const missing = hasIngress ? domains.filter((domain) => !leads(domain, names)) : [];
  const failures = [
    ...(status === 'active' ? [] : [`the zone ${zone} is ${status} at Linode, not active`]),
    ...serverFailures(zone, servers),
    ...missing.map((domain) => `nothing leads from ${domain} to the ingress`),
  ];
  const resolved = servers === undefined ? '' : ', and delegated to it';
  const records = hasIngress ? '' : '; records of its names were not looked for, since there is no ingress yet';
  return judged(failures, `the zone ${zone} is active at Linode${resolved}${records}`);
}

/** Whether a name has a record, its own or that of a wildcard. */
const leads = (domain: string, names: readonly string[]) =>
  names.includes(domain) || names.includes(`*${domain.slice(domain.indexOf('.'))}`);

function serverFailures(zone: string, servers: SeenZone['servers']): string[] {
  if (servers === undefined) return [];
  if (typeof servers === 'string') return [`the resolver does not tell the name servers of ${zone}: ${servers}`];
  const foreign = servers.filter((server) => !LINODE_SERVERS.test(server));
  if (servers.length === 0) return [`${zone} has no name servers`];
  return foreign.length > 0 ? [`${zone} is delegated to ${foreign.join(', ')}, not to Linode`] : [];
}
