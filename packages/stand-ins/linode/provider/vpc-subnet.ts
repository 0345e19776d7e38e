import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields } from '../../protocol/values';
import { filled, number, text } from '../../values';
import { imported, time } from './fields';
import type { LinodeSession } from './session';
import { rangesBody, rangesOf } from './vpc';

interface ApiSubnet {
  id: number;
  label: string;
  ipv4: string;
  ipv6: { range: string }[] | null;
  created: string;
  updated: string;
}

export const vpcSubnet: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['vpc_id', 'ipv4', 'ipv6'],
  keeps: ['id', 'created', 'linodes', 'databases', 'ipv6.range'],

  async create(planned, session) {
    const body = { label: planned.label, ipv4: text(planned.ipv4), ipv6: rangesBody(planned.ipv6) };
    const created = await session.post<ApiSubnet>(subnetsPath(planned), body, 'Failed to create VPC subnet.');
    return { ...filled(planned, fieldsOf(created, planned)), ipv6: rangesOf(created.ipv6, planned.ipv6) };
  },

  async read(state, session) {
    const found = await session.find<ApiSubnet>(pathOf(state), 'Unable to refresh the VPC subnet.');
    return found && { ...state, ...fieldsOf(found, state) };
  },

  async update(planned, prior, session) {
    const doing = `Failed to update VPC subnet (${textAt(prior, 'id')}).`;
    const changed = await session.put<ApiSubnet>(pathOf(prior), { label: planned.label }, doing);
    return { ...filled(planned, fieldsOf(changed, planned)), ipv6: rangesOf(changed.ipv6, planned.ipv6) };
  },

  async destroy(state, session) {
    await session.remove(pathOf(state), 'Failed to delete the VPC subnet');
  },

  importState: (id) => imported(id, 'vpc_id', 'id'),
};

function fieldsOf(found: ApiSubnet, known: Fields): Fields {
  return {
    id: String(found.id),
    label: found.label,
    ipv4: found.ipv4,
    ipv6: rangesOf(found.ipv6, known.ipv6),
    linodes: [],
    databases: [],
    created: time(found.created),
    updated: time(found.updated),
  };
}

function subnetsPath(state: Fields): string {
  return `/vpcs/${number(state.vpc_id) ?? 0}/subnets`;
}

function pathOf(state: Fields): string {
  return `${subnetsPath(state)}/${textAt(state, 'id')}`;
}
