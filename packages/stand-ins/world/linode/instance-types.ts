/** An instance type as the API gives it. Memory and disk are in MB. */
export interface InstanceType {
  id: string;
  class: 'nanode' | 'standard' | 'dedicated' | 'premium' | 'highmem' | 'gpu' | 'accelerated';
  vcpus: number;
  memory: number;
  disk: number;
  gpus: number;
}

/** `id vCPUs/memory in GB/disk in GB`; without a disk it is 20 GB for each GB of memory. */
const SIZES: Record<InstanceType['class'], string> = {
  nanode: 'g6-nanode-1 1/1/25',
  standard: `g6-standard-1 1/2/50, g6-standard-2 2/4/80, g6-standard-4 4/8/160, g6-standard-6 6/16/320,
    g6-standard-8 8/32/640, g6-standard-16 16/64/1280, g6-standard-20 20/96/1920, g6-standard-24 24/128/2560,
    g6-standard-32 32/192/3840`,
  highmem: `g7-highmem-1 2/24/20, g7-highmem-2 2/48/40, g7-highmem-4 4/90/90, g7-highmem-8 8/150/200,
    g7-highmem-16 16/300/340`,
  dedicated: `g6-dedicated-2 2/4, g6-dedicated-4 4/8, g6-dedicated-8 8/16, g6-dedicated-16 16/32, g6-dedicated-32 32/64,
    g6-dedicated-48 48/96, g6-dedicated-50 50/128, g6-dedicated-56 56/256,
    ${bySize('g7-dedicated', '4-2 8-4 16-8 32-16 64-32 96-48 128-50 256-56')},
    ${bySize('g8-dedicated', '4-2 8-4 16-8 32-16 64-32 96-48 128-64 256-128 512-256')},
    ${bySize('g8-dedicated', '8-2 16-4 32-8 64-16 96-24 128-32 256-64 512-128')}`,
  premium: `g7-premium-2 2/4, g7-premium-4 4/8, g7-premium-8 8/16, g7-premium-16 16/32, g7-premium-32 32/64,
    g7-premium-48 48/96, g7-premium-50 50/128, g7-premium-56 56/256`,
  gpu: `g1-gpu-rtx6000-1 8/32, g1-gpu-rtx6000-2 16/64, g1-gpu-rtx6000-3 20/96, g1-gpu-rtx6000-4 24/128,
    g2-gpu-rtx4000a1-s 4/16, g2-gpu-rtx4000a1-m 8/32, g2-gpu-rtx4000a1-l 16/64, g2-gpu-rtx4000a1-xl 32/128,
    g2-gpu-rtx4000a2-s 8/32, g2-gpu-rtx4000a2-m 16/64, g2-gpu-rtx4000a2-hs 16/64, g2-gpu-rtx4000a4-s 32/128,
    g2-gpu-rtx4000a4-m 48/196`,
  accelerated: 'g1-accelerated-netint-vpu-t1u1-s 8/16, g1-accelerated-netint-vpu-t1u2-s 12/24',
};

export const INSTANCE_TYPES: readonly InstanceType[] = Object.entries(SIZES).flatMap(([name, sizes]) =>
  sizes.split(',').map((it) => instanceType(it.trim(), name as InstanceType['class'])),
);

function instanceType(line: string, typeClass: InstanceType['class']): InstanceType {
  const [id = '', size = ''] = line.split(' ');
  const [vcpus = 0, memory = 0, disk = memory * 20] = size.split('/').map(Number);
  const gpus = Number(/rtx6000-(\d)$|rtx4000a(\d)-/.exec(id)?.slice(1).find(Boolean) ?? 0);
  return { id, class: typeClass, vcpus, memory: memory * 1024, disk: disk * 1024, gpus };
}

/** Ids that carry their size, as in `g8-dedicated-16-8`: 16 GB and 8 vCPUs. */
function bySize(family: string, sizes: string): string {
  return sizes
    .split(' ')
    .map((it) => `${family}-${it} ${it.split('-').reverse().join('/')}`)
    .join(', ');
}
