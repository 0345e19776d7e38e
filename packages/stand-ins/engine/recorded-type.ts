import { ProviderError } from '../protocol/service';
import type { Block } from '../protocol/schema';
import type { Records } from '../world/records';
import { textAt } from './paths';
import type { ResourceType } from './resource-type';
import { withExamples } from './settle';

/**
 * A resource type of which nothing is known but the schema: what is applied is recorded, and read again as it was
 * recorded or as a test has changed it since.
 */
export function recordedType(type: string, block: Block, all: Records): ResourceType<unknown> {
  const records = all.of(type);
  return {
    plugin: 'sdk',
    create(planned) {
      const id = all.nextId();
      const created = withExamples('id' in planned ? { ...planned, id } : planned, block);
      records.set(id, created);
      return created;
    },
    read: (state) => records.get(textAt(state, 'id')) ?? null,
    update(planned, prior) {
      if (!records.has(textAt(prior, 'id'))) throw new ProviderError('Not found');
      records.set(textAt(prior, 'id'), withExamples(planned, block));
      return planned;
    },
    destroy(state) {
      records.delete(textAt(state, 'id'));
    },
  };
}
