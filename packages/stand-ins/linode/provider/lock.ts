import { textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import type { Fields } from '../../protocol/values';
import { filled } from '../../values';
import { oneOf } from './checks';
import { imported } from './fields';
import type { LinodeSession } from './session';

interface ApiLock {
  id: number;
  lock_type: string;
  entity: { id: number; type: string; label: string; url: string };
}

export const lock: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['entity_id', 'entity_type', 'lock_type'],
  keeps: ['id', 'entity_label', 'entity_url'],

  validate: (config) => [
    ...oneOf(config.entity_type, 'entity_type', ['linode', 'nodebalancer', 'volume', 'lkecluster', 'lkenodepool']),
    ...oneOf(config.lock_type, 'lock_type', ['cannot_delete', 'cannot_delete_with_subresources']),
  ],

  async create(planned, session) {
    const { entity_id, entity_type, lock_type } = planned;
    const made = await session.post<ApiLock>('/locks', { entity_id, entity_type, lock_type }, 'Error creating Lock');
    return filled(planned, fieldsOf(made));
  },

  async read(state, session) {
    const found = await session.find<ApiLock>(pathOf(state), 'Error finding the specified Lock');
    return found && { ...state, ...fieldsOf(found) };
  },

  update: (planned, prior) => filled(planned, prior),

  async destroy(state, session) {
    await session.remove(pathOf(state), `Error deleting Lock ${textAt(state, 'id')}`);
  },

  importState: (id) => imported(id, 'id'),
};

function fieldsOf({ id, lock_type, entity }: ApiLock): Fields {
  const { id: entity_id, type: entity_type, label: entity_label, url: entity_url } = entity;
  return { id: String(id), lock_type, entity_id, entity_type, entity_label, entity_url };
}

function pathOf(state: Fields): string {
  return `/locks/${textAt(state, 'id')}`;
}
