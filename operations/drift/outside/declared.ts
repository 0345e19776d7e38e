import type { StackId } from '../../../model/naming';
import type { StateJson } from '../../engine/state-json';
import { heldIn } from '../../orphans/held';
import type { Thing } from '../../orphans/thing';

/** One resource of a stack, as its state has it. */
export interface DeclaredResource {
  readonly stack: StackId;
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What the states of a platform hold. */
export class Declared {
  readonly resources: readonly DeclaredResource[];
  /** Things that can be found apart from a state, by their reference. */
  readonly held: ReadonlyMap<string, Thing>;

  constructor(states: ReadonlyMap<StackId, StateJson>) {
    this.resources = [...states].flatMap(([stack, state]) => resourcesOf(stack, state));
    this.held = heldIn([...states.values()]);
  }

  ofType(type: string): readonly DeclaredResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Ids of the platform's clusters. */
  get clusterIds(): readonly number[] {
    return this.ofType('linode_lke_cluster').map(({ attributes }) => Number(attributes.id));
  }

  /** Whether a state holds it. @param name as the provider imports it, such as `env-production/quota` */
  has(type: string, name: string): boolean {
    return this.held.has(`${type}:${name}`);
  }
}

function resourcesOf(stack: StackId, { resources }: StateJson): DeclaredResource[] {
  return resources.flatMap(({ mode, module, type, name, instances }) =>
    mode === 'data'
      ? []
      : instances.map(({ index_key: index, attributes = {} }) => {
          const place = module === undefined ? '' : `${module}.`;
          const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
          return { stack, address: `${place}${type}.${name}${key}`, type, attributes };
        }),
  );
}
