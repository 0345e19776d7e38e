import { baselinePartsOf, baselineRequests, roomOf, type Amounts } from '../baseline-capacity';
import { capacityForPods } from '../capacity';
import { type Catalogue, catalogueOf } from '../catalogue/catalogue';
import type { EnvironmentName } from '../entities/environment';
import type { Environment } from '../derive/environment';
import type { Platform } from '../platform';
import { parseCpu, parseMemory } from '../quantity';

/** A quota that does not fit what is paid for. */
export interface QuotaFinding {
  readonly environment: EnvironmentName;
  readonly resource: 'cpu' | 'memory';
  /**
   * `less-than-half`: pods may ask for less than half of what the pools hold at count, so that the rest is paid for and
   * never used. `more-than-fits`: they may ask for more than fits on the nodes at maxCount, so that some would wait for ever.
   */
  readonly kind: 'less-than-half' | 'more-than-fits';
  /** What the quota lets pods ask for, in cores or GiB. */
  readonly quota: number;
  /** What the pools hold at count, or what fits on their nodes at maxCount; in system without what the baseline requests. */
  readonly holds: number;
}

/** Where quotas let environments ask for less than half of what they pay for, or for more than their pools hold. */
export function quotaFindings(platform: Platform): QuotaFinding[] {
  const catalogue = catalogueOf(platform.catalogue);
  return platform.environments.flatMap((environment) => {
    const paidFor = capacityForPods(environment.name, environment.nodePools.map(atCount), platform, catalogue);
    const room = roomForPods(environment, platform, catalogue);
    const quota = { cpu: parseCpu(environment.quota.cpu), memory: parseMemory(environment.quota.memory) };
    return (['cpu', 'memory'] as const).flatMap((resource): QuotaFinding[] => {
      const asked = quota[resource] ?? 0;
      const found = { environment: environment.name, resource, quota: thousandths(asked) };
      if (paidFor && asked * 2 < paidFor[resource]) {
        return [{ ...found, kind: 'less-than-half', holds: paidFor[resource] }];
      }
      return room && asked > room[resource] ? [{ ...found, kind: 'more-than-fits', holds: room[resource] }] : [];
    });
  });
}

const atCount = (pool: Environment['nodePools'][number]) => ({ ...pool, maxCount: undefined });

/** What fits on the nodes at their most, beside what runs on each of them and, in system, the baseline. */
function roomForPods({ name, nodePools }: Environment, platform: Platform, catalogue: Catalogue) {
  let room: Amounts = { cpu: 0, memory: 0 };
  for (const { instanceType, count, maxCount = count } of nodePools) {
    const type = catalogue.instanceTypes.get(instanceType);
    if (!type) return undefined;
    const { cpu, memory } = roomOf(type);
    room = { cpu: room.cpu + maxCount * cpu, memory: room.memory + maxCount * memory };
  }
  const baseline = name === 'system' ? baselineRequests(baselinePartsOf(platform)) : { cpu: 0, memory: 0 };
  return { cpu: hundredths(room.cpu - baseline.cpu), memory: hundredths(room.memory - baseline.memory) };
}

/** Thousandths, as cores are counted: a part of a GiB, such as 23.9, is not a whole number of bytes. */
const thousandths = (amount: number) => Math.round(amount * 1000) / 1000;

/** Whole hundredths below, for people; what is added up are shares of cores and of GiB. */
const hundredths = (amount: number) => Math.max(0, Math.floor(amount * 100) / 100);
