import { OFFER } from './offer';

/** Class of a Linode plan, as the Linode API names it (`GET /linode/types`, `class`). */
export type InstanceClass = 'nanode' | 'standard' | 'highmem' | 'dedicated' | 'premium' | 'gpu' | 'accelerated';

/** Size of one instance type. */
export interface InstanceType {
  readonly class: InstanceClass;
  /** Virtual CPU cores. */
  readonly vcpus: number;
  /** Memory in GiB. */
  readonly memory: number;
  /** Number of GPUs; 0 for plans without. */
  readonly gpus: number;
}

/** Instance types Linode offers, by id. A type that is not listed is declared in `catalogue.instanceTypes`. */
export const INSTANCE_TYPES: ReadonlyMap<string, InstanceType> = new Map(
  Object.entries(OFFER.instanceTypes).map(([id, { class: instanceClass, vcpus, memory, gpus }]) => [
    id,
    { class: instanceClass as InstanceClass, vcpus, memory, gpus },
  ]),
);

/** The ids that are meant when a file says `g1-gpu-rtx6000`, which Linode never had (docs/linode-notes.md). */
export const RTX6000_IDS = [...INSTANCE_TYPES.keys()].filter((id) => id.startsWith('g1-gpu-rtx6000-'));
