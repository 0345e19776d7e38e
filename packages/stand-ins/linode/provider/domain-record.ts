import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields, Value } from '../../protocol/values';
import { filledText, number, text } from '../../values';
import { between, length, oneOf } from './checks';
import { rounded } from './domain';
import { afterCreation, imported } from './fields';
import type { LinodeSession } from './session';

interface ApiRecord {
  id: number;
  type: string;
  name: string;
  [name: string]: Value;
}

const TYPES = ['A', 'AAAA', 'NS', 'MX', 'CNAME', 'TXT', 'SRV', 'PTR', 'CAA'];

export const domainRecord: ResourceType<LinodeSession> = {
  plugin: 'sdk',
  replacedBy: ['domain_id', 'record_type'],

  validate: (config) => [
    ...oneOf(config.record_type, 'record_type', TYPES),
    ...length(config.name, 'name', 0, 100),
    ...between(config.priority, 'priority', 0, 255),
  ],

  modifyPlan: ({ planned, prior }) => ({
    ...planned,
    ...rounded(planned, prior, ['ttl_sec']),
    target: completedByApi(text(planned.target), prior) ? (prior?.target ?? null) : (planned.target ?? null),
  }),

  async create(planned, session) {
    const doing = 'Error creating a Linode DomainRecord';
    const { id } = await session.post<ApiRecord>(recordsPath(planned), bodyOf(planned), doing);
    const created = { ...planned, id: String(id) };
    return afterCreation(created, () => readRecord(created, session));
  },

  read: readRecord,

  async update(planned, prior, session) {
    await session.put(pathOf(prior), bodyOf(planned), 'Error updating Domain Record');
    return (await readRecord(planned, session)) ?? planned;
  },

  async destroy(state, session) {
    await session.remove(pathOf(state), `Error deleting Linode DomainRecord ${textAt(state, 'id')}`);
  },

  importState: (id) => imported(id, 'domain_id', 'id'),
};

/** A name given without its domain is kept as given where it means the same. */
async function readRecord(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const found = await session.find<ApiRecord>(pathOf(state), 'Error finding the specified Linode DomainRecord');
  if (!found) return null;
  const { type, ...rest } = found;
  const { domain } = await session.get<{ domain: string }>(domainPath(state), 'failed to reconcile domain record name');
  const planned = text(state.name);
  const name = planned !== undefined && withoutSuffix(planned, domain) === found.name ? planned : found.name;
  return { ...state, ...rest, id: String(found.id), record_type: type, name };
}

function withoutSuffix(name: string, domain: string): string {
  return name.endsWith(domain) ? name.slice(0, -domain.length).replace(/\.$/, '') : name;
}

function completedByApi(declared: string | undefined, prior: Fields | null): boolean {
  return declared !== undefined && !declared.includes('.') && textAt(prior, 'target').includes(declared);
}

function bodyOf(planned: Fields): object {
  return {
    type: planned.record_type,
    name: text(planned.name),
    target: planned.target,
    priority: number(planned.priority),
    weight: number(planned.weight),
    port: number(planned.port),
    service: filledText(planned.service),
    protocol: filledText(planned.protocol),
    ttl_sec: number(planned.ttl_sec),
    tag: filledText(planned.tag),
  };
}

function domainPath(state: Fields): string {
  return `/domains/${number(state.domain_id) ?? 0}`;
}

function recordsPath(state: Fields): string {
  return `${domainPath(state)}/records`;
}

function pathOf(state: Fields): string {
  return `${recordsPath(state)}/${textAt(state, 'id')}`;
}
