import type { ContainerResources, LimitRange } from '../../model/derive/environment';

/**
 * The limits of a container as the Kubernetes API stores them: what has no default takes the largest limit for it, and
 * what has no request takes the default. The provider compares them as they are written, so that with anything else
 * every plan would differ.
 */
export function containerLimits({ defaultRequest, default: defaultLimit, max }: LimitRange) {
  const limits = { ...amountsOf(max ?? {}), ...amountsOf(defaultLimit) };
  return {
    default: limits,
    defaultRequest: { ...limits, ...amountsOf(defaultRequest) },
    ...(max && { max: amountsOf(max) }),
  };
}

/** The amounts that are given. */
const amountsOf = (resources: ContainerResources): Record<string, string> =>
  Object.fromEntries(Object.entries(resources).filter((entry): entry is [string, string] => entry[1] !== undefined));
