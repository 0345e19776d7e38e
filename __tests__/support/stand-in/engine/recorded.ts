import { ProviderError } from '../protocol/service';
import type { Fields } from '../protocol/values';
import { textAt } from './paths';
import type { ResourceType } from './resource-type';

/** Resources that are only recorded, by type and id. */
export class Records {
  private readonly byType = new Map<string, Map<string, Fields>>();

  of(type: string): Map<string, Fields> {
    const known = this.byType.get(type) ?? new Map<string, Fields>();
    this.byType.set(type, known);
    return known;
  }
}

/**
 * A resource type of which nothing is known but the schema: what is applied is recorded, and read again as it was
 * recorded or as a test has changed it since.
 */
export function recorded<Session>(
  plugin: 'sdk' | 'framework',
  records: Map<string, Fields>,
  nextId: () => number,
): ResourceType<Session> {
  return {
    plugin,
    keeps: ['id'],
    create(planned) {
      const id = String(nextId());
      const created = { ...planned, ...('id' in planned ? { id } : {}) };
      records.set(id, created);
      return created;
    },
    read(state) {
      return records.get(textAt(state, 'id')) ?? null;
    },
    update(planned, prior) {
      if (!records.has(textAt(prior, 'id'))) throw new ProviderError('Not found');
      records.set(textAt(prior, 'id'), planned);
      return planned;
    },
    destroy(state) {
      records.delete(textAt(state, 'id'));
    },
  };
}
