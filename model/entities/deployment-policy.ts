import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';

/** More replicas than the largest cluster has pods; what the pools of the environment hold is judged by a rule. */
const MAX_REPLICAS = 10_000;
const REPLICAS = `a whole number from 1 to ${MAX_REPLICAS}`;
const SOURCE = 'data-model.md, NodePool';

const replicas = z.int().min(1).max(MAX_REPLICAS);

/** Bounds of one environment's workloads. */
export const deploymentPolicy = entity({
  name: 'DeploymentPolicy',
  about:
    'Bounds of the workloads of an environment. The values of its charts keep to them, and the API server refuses a change that goes beyond one.',
  desired: {
    minReplicas: documented(replicas.default(1), {
      about: 'Least number of replicas of a Deployment that is not switched off (0), and of an autoscaler',
      allowed: `${REPLICAS}, not more than maxReplicas`,
      source: SOURCE,
    }),
    maxReplicas: documented(replicas.optional(), {
      about: 'Largest number of replicas of one Deployment, StatefulSet, ReplicaSet or ReplicationController',
      allowed: `${REPLICAS}, which the pools hold at maxCount with limitRange.defaultRequest each, those of a rollout included`,
      default: 'as many as the quota holds with limitRange.defaultRequest each, those of a rollout included',
      source: SOURCE,
    }),
    autoscalerMaxReplicas: documented(replicas.optional(), {
      about: 'Largest maxReplicas of a HorizontalPodAutoscaler',
      note: 'One by CPU or memory needs metrics-server, which neither LKE nor the platform installs.',
      allowed: `${REPLICAS}, from minReplicas to maxReplicas`,
      default: 'maxReplicas',
      source: SOURCE,
    }),
    maxUnavailable: documented(replicas.default(1), {
      about: 'Largest number of pods that a PodDisruptionBudget lets go at once, as when nodes are recycled',
      allowed: `${REPLICAS}, less than minReplicas unless it is 1`,
      source: 'Kubernetes PodDisruptionBudget',
    }),
    maxSurgePercent: documented(z.int().min(0).max(100).default(25), {
      about:
        'Largest share of a Deployment that a rollout adds for a while, in percent of its replicas; one pod is always allowed',
      allowed: 'a whole number from 0 to 100',
      source: 'Kubernetes Deployment, rolling update',
    }),
  },
});
