import type { App } from 'cdktf';
import type { Platform } from '../model/platform';
import { appliedBefore } from '../model/stack-order';
import { ClusterStack } from './cluster-stack';
import { EnvironmentStack } from './environment-stack';
import type { PlatformStack } from './platform-stack';
import { StateStack } from './state-stack';
import { SystemStack } from './system-stack';

/** Builds every stack of a platform, each depending on those that have to be applied before it. */
export function buildStacks(app: App, platform: Platform): PlatformStack[] {
  const state = new StateStack(app, platform);
  const cluster = new ClusterStack(app, platform);
  const environments = platform.environments.map((environment) =>
    environment.name === 'system'
      ? new SystemStack(app, platform, environment)
      : new EnvironmentStack(app, platform, environment),
  );
  const stacks = [state, cluster, ...environments];
  for (const stack of stacks) {
    const before = stacks.find(({ stackId }) => stackId === appliedBefore(stack.stackId));
    if (before) stack.addDependency(before);
  }
  return stacks;
}
