import { REGIONS } from './regions';

/**
 * Which kinds of machines a region has. Linode lists it at `GET /regions/availability`; as it was recorded there, the
 * regions without VPCs have the older GPUs and no premium plans, the others have it the other way round.
 */
const KINDS: readonly { readonly ids: RegExp; readonly has: (capabilities: readonly string[]) => boolean }[] = [
  { ids: /-gpu-rtx6000-/, has: (it) => it.includes('GPU Linodes') && !it.includes('VPCs') },
  { ids: /-gpu-/, has: (it) => it.includes('GPU Linodes') && it.includes('VPCs') },
  { ids: /-premium-|-accelerated-/, has: (it) => it.includes('VPCs') },
];

/** Whether an instance type can be had in a region. */
export function isOffered(type: string, region: string): boolean {
  const kind = KINDS.find(({ ids }) => ids.test(type));
  const capabilities = REGIONS.find(({ id }) => id === region)?.capabilities ?? [];
  return kind === undefined || kind.has(capabilities);
}
