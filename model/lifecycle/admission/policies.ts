import type { WorkloadController } from './controllers';
import { GATE, gatePolicy } from './gate';
import type { LifecyclePolicy } from './policy';
import { STATUS_FENCE, statusFence } from './status-fence';

/** What the API server holds for the lifecycle, by name. @param controllers further ones that make workloads */
export const lifecyclePolicies = (
  controllers: readonly WorkloadController[],
): Readonly<Record<string, LifecyclePolicy>> => ({
  [GATE]: gatePolicy(controllers),
  [STATUS_FENCE]: statusFence,
});
