import { capacityForPods, PODS_PER_NODE } from '../capacity';
import { withSurge } from '../derive/deployment-policy';
import { parseCpu, parseMemory } from '../quantity';
import type { Rule } from './rule';
import { environmentsOf } from './walk';

const FIELD = 'deploymentPolicy';

export const deploymentPolicyFits: Rule = {
  id: 'deployment-policy-fits-pools',
  about:
    'The largest Deployment of an environment, its rollout included, fits its quota and what its pools hold at maxCount, with the default request of each container',
  source: 'data-model.md, NodePool',
  check(draft, report, catalogue) {
    for (const { name, path, environment } of environmentsOf(draft)) {
      const { maxReplicas, maxSurgePercent } = environment.deploymentPolicy ?? {};
      const capacity = environment.nodePools && capacityForPods(name, environment.nodePools, draft, catalogue);
      if (maxReplicas === undefined || maxSurgePercent === undefined || !capacity) continue;
      const { defaultRequest } = environment.limitRange ?? {};
      const quota = environment.quota ?? {};
      const pods = withSurge(maxReplicas, maxSurgePercent);
      const holds = {
        pods: Math.min(capacity.nodes * PODS_PER_NODE, quota.pods ?? Infinity),
        cpu: Math.min(capacity.cpu, parseCpu(quota.cpu ?? '') ?? Infinity),
        memory: Math.min(capacity.memory, parseMemory(quota.memory ?? '') ?? Infinity),
      };
      const each = {
        pods: 1,
        cpu: parseCpu(defaultRequest?.cpu ?? '') ?? 0,
        memory: parseMemory(defaultRequest?.memory ?? '') ?? 0,
      };
      const most = (['pods', 'cpu', 'memory'] as const).map((of) =>
        each[of] === 0 ? Infinity : Math.floor(holds[of] / each[of] + 1e-9),
      );
      const room = Math.min(...most);
      if (pods <= room) continue;
      report([...path, FIELD, 'maxReplicas'], {
        what: `${maxReplicas} replicas are ${pods} pods during a rollout (maxSurgePercent ${maxSurgePercent}), and quota and pools of ${name} hold ${room} at their largest, each with limitRange.defaultRequest`,
        allowed: `a number whose rollout has at most ${room} pods`,
        fix: `lower maxReplicas, or raise the quota or maxCount of a pool of ${name}`,
      });
    }
  },
};

export const deploymentPolicyConsistent: Rule = {
  id: 'deployment-policy-consistent',
  about: 'Bounds of replicas do not contradict each other, and a disruption leaves a replica',
  source: 'data-model.md, NodePool; Kubernetes PodDisruptionBudget',
  check(draft, report) {
    for (const { path, environment } of environmentsOf(draft)) {
      const { minReplicas, maxReplicas, autoscalerMaxReplicas, maxUnavailable } = environment.deploymentPolicy ?? {};
      const at = (key: string) => [...path, FIELD, key];
      if (minReplicas === undefined) continue;
      const most = maxReplicas ?? Infinity;
      if (most < minReplicas) {
        report(at('maxReplicas'), {
          what: `maxReplicas ${most} is less than minReplicas ${minReplicas}`,
          allowed: `${minReplicas} or more`,
          fix: `write ${minReplicas} or more, or lower minReplicas`,
        });
      } else if (
        autoscalerMaxReplicas !== undefined &&
        (autoscalerMaxReplicas > most || autoscalerMaxReplicas < minReplicas)
      ) {
        const range = maxReplicas === undefined ? `${minReplicas} or more` : `${minReplicas} to ${maxReplicas}`;
        report(at('autoscalerMaxReplicas'), {
          what: `an autoscaler up to ${autoscalerMaxReplicas} is outside of what a Deployment may have`,
          allowed: range,
          fix: `write ${range}`,
        });
      }
      if (maxUnavailable !== undefined && maxUnavailable > 1 && maxUnavailable >= minReplicas) {
        report(at('maxUnavailable'), {
          what: `a disruption of ${maxUnavailable} pods at once can take every replica of ${minReplicas}`,
          allowed: minReplicas > 2 ? `from 1 to ${minReplicas - 1}` : '1',
          fix: `lower it, or raise minReplicas`,
        });
      }
    }
  },
};
