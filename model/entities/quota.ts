import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { cpu, memory } from '../values';

export const CPU_ALLOWED = 'cores as a number or in millicores, such as 24, 1.5 or "500m"';
export const MEMORY_ALLOWED = 'a quantity with Ki, Mi, Gi or Ti, such as 96Gi';
const KUBERNETES_QUOTA = 'data-model.md, Environment; Kubernetes ResourceQuota';

/** More pods than the largest cluster has; what the pools of the environment hold is judged by a rule. */
const MAX_PODS = 100_000;

/** What the pods of an environment may ask for together. */
export const quota = entity({
  name: 'Quota',
  about: 'Upper limits of what the namespace may ask for, as a ResourceQuota.',
  desired: {
    cpu: documented(cpu.optional(), {
      about: 'CPU that all pods together may request',
      allowed: CPU_ALLOWED,
      default:
        "80 % of what the environment's pools hold at their largest, in system without what the baseline requests",
      source: KUBERNETES_QUOTA,
    }),
    memory: documented(memory.optional(), {
      about: 'Memory that all pods together may request, and may be limited to',
      allowed: MEMORY_ALLOWED,
      default:
        "80 % of what the environment's pools hold at their largest, in system without what the baseline requests",
      source: KUBERNETES_QUOTA,
    }),
    pods: documented(z.int().min(1).max(MAX_PODS).optional(), {
      about: 'Number of pods',
      allowed: `a whole number from 1 to ${MAX_PODS}`,
      default: "30 per node of the environment's pools at their largest",
      source: KUBERNETES_QUOTA,
    }),
    loadBalancers: documented(z.int().min(0).max(100).default(0), {
      about: 'Number of Services of type LoadBalancer; each is a NodeBalancer that costs money',
      allowed: 'a whole number from 0 to 100',
      source: 'Kubernetes ResourceQuota',
    }),
  },
});
