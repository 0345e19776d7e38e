import type { EnvironmentFile } from '../platform-file';
import { parseCpu, parseMemory } from '../quantity';

type DeploymentPolicyFile = EnvironmentFile['deploymentPolicy'];

/** Bounds of an environment's workloads, complete. */
export type DeploymentPolicy = { readonly [K in keyof DeploymentPolicyFile]-?: number };

/** Number of pods at the height of a rollout. */
export const withSurge = (replicas: number, maxSurgePercent: number) =>
  replicas + Math.max(1, Math.ceil((replicas * maxSurgePercent) / 100));

/** Fills in what follows from the quota, which follows from the pools. */
export function deriveDeploymentPolicy(
  file: DeploymentPolicyFile,
  quota: { readonly cpu: string; readonly memory: string; readonly pods: number },
  {
    defaultRequest,
  }: { readonly defaultRequest: { readonly cpu?: string | undefined; readonly memory?: string | undefined } },
): DeploymentPolicy {
  const held = Math.floor(
    Math.min(
      quota.pods,
      share(quota.cpu, defaultRequest.cpu, parseCpu),
      share(quota.memory, defaultRequest.memory, parseMemory),
    ),
  );
  const maxReplicas = file.maxReplicas ?? Math.max(file.minReplicas, largest(held, file.maxSurgePercent));
  return { ...file, maxReplicas, autoscalerMaxReplicas: file.autoscalerMaxReplicas ?? maxReplicas };
}

/** How many of an amount there are in another. */
function share(all: string, one: string | undefined, parse: (text: string) => number | undefined): number {
  const amount = parse(one ?? '') ?? 0;
  return amount > 0 ? (parse(all) ?? 0) / amount : Number.MAX_SAFE_INTEGER;
}

/** The most replicas whose rollout has no more pods than that. */
function largest(pods: number, maxSurgePercent: number): number {
  const most = Math.floor(pods / (1 + maxSurgePercent / 100));
  return withSurge(most, maxSurgePercent) > pods ? most - 1 : most;
}
