import { elements, textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields, Value } from '../../protocol/values';
import { filled, filledText, text } from '../../values';
import { time } from './fields';
import type { LinodeSession } from './session';

interface ApiVpc {
  id: number;
  label: string;
  description: string;
  region: string;
  ipv6: { range: string }[] | null;
  created: string;
  updated: string;
}

export const vpc: ResourceType<LinodeSession> = {
  plugin: 'framework',
  // The allocated range is unknown in every update, so that a VPC with a range is replaced by any change.
  replacedBy: ['region', 'ipv6'],
  keeps: ['id', 'description', 'created'],

  async create(planned, session) {
    const body = {
      label: planned.label,
      region: planned.region,
      description: text(planned.description),
      ipv6: rangesBody(planned.ipv6),
    };
    const created = fieldsOf(await session.post<ApiVpc>('/vpcs', body, 'Failed to create VPC.'), planned);
    return { ...filled(planned, created), ipv6: created.ipv6 ?? null };
  },

  async read(state, session) {
    const found = await session.find<ApiVpc>(`/vpcs/${textAt(state, 'id')}`, 'Unable to refresh the VPC.');
    return found && { ...state, ...fieldsOf(found, state) };
  },

  /** A description cannot be cleared: an empty one is not sent, and the answer still has the old one. */
  async update(planned, prior, session) {
    const body = { label: planned.label, description: filledText(planned.description) };
    const id = textAt(prior, 'id');
    const changed = await session.put<ApiVpc>(`/vpcs/${id}`, body, `Failed to update VPC (${id}).`);
    return { ...planned, ...fieldsOf(changed, planned) };
  },

  async destroy(state, session) {
    const id = textAt(state, 'id');
    await session.remove(`/vpcs/${id}`, `Failed to delete the VPC (${id})`);
  },
};

function fieldsOf(found: ApiVpc, known: Fields): Fields {
  return {
    id: String(found.id),
    label: found.label,
    description: found.description,
    region: found.region,
    ipv6: rangesOf(found.ipv6, known.ipv6),
    created: time(found.created),
    updated: time(found.updated),
  };
}

export function rangesBody(ipv6: Value | undefined): object[] | undefined {
  return Array.isArray(ipv6) ? elements(ipv6).map((it) => ({ range: text(it.range) })) : undefined;
}

/** A range that was asked for by its length alone stays as it was asked for. */
export function rangesOf(ranges: { range: string }[] | null, known: Value | undefined): Value {
  if (!ranges?.length) return null;
  return ranges.map(({ range }, index) => {
    const asked = text(elements(known)[index]?.range);
    return { range: asked && range.endsWith(asked) ? asked : range, allocated_range: range };
  });
}
