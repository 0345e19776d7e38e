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

/** `class: { id: [vcpus, memory GiB, gpus] }`, reviewed against Linode's public catalogue of 2026-09. */
const TABLE: Record<InstanceClass, Record<string, readonly [vcpus: number, memory: number, gpus?: number]>> = {
  nanode: { 'g6-nanode-1': [1, 1] },
  standard: {
    'g6-standard-1': [1, 2],
    'g6-standard-2': [2, 4],
    'g6-standard-4': [4, 8],
    'g6-standard-6': [6, 16],
    'g6-standard-8': [8, 32],
    'g6-standard-16': [16, 64],
    'g6-standard-20': [20, 96],
    'g6-standard-24': [24, 128],
    'g6-standard-32': [32, 192],
  },
  highmem: {
    'g7-highmem-1': [2, 24],
    'g7-highmem-2': [2, 48],
    'g7-highmem-4': [4, 90],
    'g7-highmem-8': [8, 150],
    'g7-highmem-16': [16, 300],
  },
  dedicated: {
    'g6-dedicated-2': [2, 4],
    'g6-dedicated-4': [4, 8],
    'g6-dedicated-8': [8, 16],
    'g6-dedicated-16': [16, 32],
    'g6-dedicated-32': [32, 64],
    'g6-dedicated-48': [48, 96],
    'g6-dedicated-50': [50, 128],
    'g6-dedicated-56': [56, 256],
    'g7-dedicated-4-2': [2, 4],
    'g7-dedicated-8-4': [4, 8],
    'g7-dedicated-16-8': [8, 16],
    'g7-dedicated-32-16': [16, 32],
    'g7-dedicated-64-32': [32, 64],
    'g7-dedicated-96-48': [48, 96],
    'g7-dedicated-128-50': [50, 128],
    'g7-dedicated-256-56': [56, 256],
    'g8-dedicated-4-2': [2, 4],
    'g8-dedicated-8-4': [4, 8],
    'g8-dedicated-16-8': [8, 16],
    'g8-dedicated-32-16': [16, 32],
    'g8-dedicated-64-32': [32, 64],
    'g8-dedicated-96-48': [48, 96],
    'g8-dedicated-128-64': [64, 128],
    'g8-dedicated-256-128': [128, 256],
    'g8-dedicated-512-256': [256, 512],
    'g8-dedicated-8-2': [2, 8],
    'g8-dedicated-16-4': [4, 16],
    'g8-dedicated-32-8': [8, 32],
    'g8-dedicated-64-16': [16, 64],
    'g8-dedicated-96-24': [24, 96],
    'g8-dedicated-128-32': [32, 128],
    'g8-dedicated-256-64': [64, 256],
    'g8-dedicated-512-128': [128, 512],
  },
  premium: {
    'g7-premium-2': [2, 4],
    'g7-premium-4': [4, 8],
    'g7-premium-8': [8, 16],
    'g7-premium-16': [16, 32],
    'g7-premium-32': [32, 64],
    'g7-premium-48': [48, 96],
    'g7-premium-50': [50, 128],
    'g7-premium-56': [56, 256],
  },
  gpu: {
    'g1-gpu-rtx6000-1': [8, 32, 1],
    'g1-gpu-rtx6000-2': [16, 64, 2],
    'g1-gpu-rtx6000-3': [20, 96, 3],
    'g1-gpu-rtx6000-4': [24, 128, 4],
    'g2-gpu-rtx4000a1-s': [4, 16, 1],
    'g2-gpu-rtx4000a1-m': [8, 32, 1],
    'g2-gpu-rtx4000a1-l': [16, 64, 1],
    'g2-gpu-rtx4000a1-xl': [32, 128, 1],
    'g2-gpu-rtx4000a2-s': [8, 32, 2],
    'g2-gpu-rtx4000a2-m': [16, 64, 2],
    'g2-gpu-rtx4000a2-hs': [16, 64, 2],
    'g2-gpu-rtx4000a4-s': [32, 128, 4],
    'g2-gpu-rtx4000a4-m': [48, 196, 4],
  },
  accelerated: {
    'g1-accelerated-netint-vpu-t1u1-s': [8, 16],
    'g1-accelerated-netint-vpu-t1u2-s': [12, 24],
    'g1-accelerated-netint-vpu-t1u8-l': [96, 192],
  },
};

/** Instance types Linode offers, by id. A type that is not listed is declared in `catalogue.instanceTypes`. */
export const INSTANCE_TYPES: ReadonlyMap<string, InstanceType> = new Map(
  Object.entries(TABLE).flatMap(([instanceClass, types]) =>
    Object.entries(types).map(([id, [vcpus, memory, gpus = 0]]): [string, InstanceType] => [
      id,
      { class: instanceClass as InstanceClass, vcpus, memory, gpus },
    ]),
  ),
);

/** The ids that are meant when a file says `g1-gpu-rtx6000`, which Linode never had (docs/linode-notes.md). */
export const RTX6000_IDS = [...INSTANCE_TYPES.keys()].filter((id) => id.startsWith('g1-gpu-rtx6000-'));
