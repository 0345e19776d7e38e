import { z } from 'zod';
import { now } from '../../world/linode/account';
import type { Domain, DomainRecord } from '../../world/linode/objects';
import { without } from '../../without';
import { invalid, notFound } from './error';
import { integer, tags } from './fields';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

/** The intervals that the API has; any other is rounded up to the next. */
const SECONDS = [
  ...[0, 30, 120, 300, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 604800, 1209600, 2419200],
];

const seconds = z.int().transform((wanted) => SECONDS.find((it) => it >= wanted) ?? 2419200);
const domainChanges = z.object({
  domain: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'domain is not valid')
    .optional(),
  type: z.enum(['master', 'slave']).optional(),
  tags: tags.nullish(),
  group: z.string().max(50).optional(),
  status: z.enum(['active', 'disabled', '']).optional(),
  description: z.string().max(253).optional(),
  soa_email: z.string().optional(),
  master_ips: z.array(z.string()).nullish(),
  axfr_ips: z.array(z.string()).nullish(),
  retry_sec: seconds.optional(),
  expire_sec: seconds.optional(),
  refresh_sec: seconds.optional(),
  ttl_sec: seconds.optional(),
});
const recordChanges = z.object({
  name: z.string().max(100).optional(),
  target: z.string().optional(),
  priority: integer(0, 255).nullish(),
  weight: z.int().nullish(),
  port: z.int().nullish(),
  service: z.string().nullish(),
  protocol: z.string().nullish(),
  ttl_sec: seconds.optional(),
  tag: z.string().nullish(),
});
const recordBody = recordChanges.extend({
  type: z.enum(['A', 'AAAA', 'NS', 'MX', 'CNAME', 'TXT', 'SRV', 'PTR', 'CAA']),
});

export const domainRoutes: Route[] = routes('domains', {
  'GET /domains': (call) => listing(call, [...call.world.linode.domains.values()]),
  'GET /domains/:domain': domainOf,
  'POST /domains': createDomain,
  'PUT /domains/:domain': (call) => {
    const { status, ...changes } = withoutNull(bodyOf(call, domainChanges));
    return Object.assign(domainOf(call), given({ ...changes, status: status === '' ? undefined : status }), {
      updated: now(),
    });
  },
  'DELETE /domains/:domain': (call) => {
    const { id } = domainOf(call);
    call.world.linode.domains.delete(id);
    recordsOf(call, id).forEach((it) => call.world.linode.records.delete(it.id));
    return {};
  },
  'GET /domains/:domain/records': (call) => listing(call, recordsOf(call, domainOf(call).id).map(withoutDomain)),
  'GET /domains/:domain/records/:record': (call) => withoutDomain(recordOf(call)),
  'POST /domains/:domain/records': (call) => withoutDomain(createRecord(call)),
  'PUT /domains/:domain/records/:record': (call) => {
    const { name, ...changes } = withoutNull(bodyOf(call, recordChanges));
    const record = recordOf(call);
    const changed = { ...changes, name: name === undefined ? record.name : relative(name, domainOf(call)) };
    return withoutDomain(Object.assign(record, given(changed), { updated: now() }));
  },
  'DELETE /domains/:domain/records/:record': (call) => {
    call.world.linode.records.delete(recordOf(call).id);
    return {};
  },
});

function createDomain(call: Call): Domain {
  const { linode } = call.world;
  const wanted = withoutNull(bodyOf(call, domainChanges));
  const { domain: name, type = 'master' } = wanted;
  if (!name) throw invalid('domain', 'domain is required');
  if (type === 'master' && !wanted.soa_email) throw invalid('soa_email', 'soa_email required when type=master');
  if ([...linode.domains.values()].some((it) => it.domain === name))
    throw invalid('domain', 'DNS zone already exists.');
  const domain: Domain = {
    id: linode.nextId(),
    tags: [],
    group: '',
    description: '',
    soa_email: '',
    master_ips: [],
    axfr_ips: [],
    retry_sec: 0,
    expire_sec: 0,
    refresh_sec: 0,
    ttl_sec: 0,
    created: now(),
    updated: now(),
    ...given(wanted),
    domain: name,
    type,
    status: wanted.status === 'disabled' ? 'disabled' : 'active',
  };
  linode.domains.set(domain.id, domain);
  return domain;
}

function createRecord(call: Call): DomainRecord {
  const domain = domainOf(call);
  const { name = '', ...wanted } = withoutNull(bodyOf(call, recordBody));
  const record: DomainRecord = {
    id: call.world.linode.nextId(),
    domain_id: domain.id,
    target: '',
    priority: 0,
    weight: 0,
    port: 0,
    service: null,
    protocol: null,
    ttl_sec: 0,
    tag: null,
    created: now(),
    updated: now(),
    ...given(wanted),
    type: wanted.type,
    name: relative(name, domain),
  };
  call.world.linode.records.set(record.id, record);
  return record;
}

/** Names are kept without the domain that they belong to. */
function relative(name: string, { domain }: Domain): string {
  return name.endsWith(domain) ? name.slice(0, -domain.length).replace(/\.$/, '') : name;
}

function withoutNull<T extends object>(body: T) {
  const entries = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], null> };
}

function withoutDomain(record: DomainRecord): object {
  return without(record, 'domain_id');
}

function recordsOf(call: Call, domain: number): DomainRecord[] {
  return [...call.world.linode.records.values()].filter((it) => it.domain_id === domain);
}

function domainOf(call: Call): Domain {
  const domain = call.world.linode.domains.get(call.id('domain'));
  if (!domain) throw notFound();
  return domain;
}

function recordOf(call: Call): DomainRecord {
  const record = call.world.linode.records.get(call.id('record'));
  if (record?.domain_id !== domainOf(call).id) throw notFound();
  return record;
}
