import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields } from '../../protocol/values';
import { filled, number } from '../../values';
import { imported, time } from './fields';
import type { LinodeSession } from './session';

interface ApiDevice {
  id: number;
  entity: { id: number; type: string };
  created: string;
  updated: string;
}

export const firewallDevice: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['firewall_id', 'entity_id', 'entity_type'],
  defaults: { entity_type: 'linode' },
  keeps: ['id', 'created'],

  async create(planned, session) {
    const body = { id: planned.entity_id, type: planned.entity_type };
    const doing = 'Error creating a Linode Firewall Device';
    return filled(planned, fieldsOf(await session.post<ApiDevice>(devicesPath(planned), body, doing)));
  },

  async read(state, session) {
    const path = `${devicesPath(state)}/${textAt(state, 'id')}`;
    const found = await session.find<ApiDevice>(path, 'Error finding the specified Linode Firewall Device');
    return found && { ...state, ...fieldsOf(found) };
  },

  update: (planned, prior) => filled(planned, prior),

  async destroy(state, session) {
    const id = textAt(state, 'id');
    await session.remove(`${devicesPath(state)}/${id}`, `Error deleting Linode Firewall Device ${id}`);
  },

  importState: (id) => imported(id, 'firewall_id', 'id'),
};

function fieldsOf({ id, entity, created, updated }: ApiDevice): Fields {
  return {
    id: String(id),
    entity_id: entity.id,
    entity_type: entity.type,
    created: time(created),
    updated: time(updated),
  };
}

function devicesPath(state: Fields): string {
  return `/networking/firewalls/${number(state.firewall_id) ?? 0}/devices`;
}
