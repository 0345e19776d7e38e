import type { Environment } from '../../model/derive/environment';
import { parseCpu, parseMemory } from '../../model/quantity';

type LimitRange = Environment['limitRange'];
type Resources = NonNullable<LimitRange['max']>;

/** Amounts of one kind, by resource. */
type Amounts = Readonly<Record<string, string>>;

/** What a LimitRange says of one container. */
export interface ContainerLimits {
  readonly default: Amounts;
  readonly defaultRequest: Amounts;
  readonly max?: Amounts;
}

/**
 * The limits of a container as the Kubernetes API stores them: what has no default takes the largest limit for it, what
 * has no request takes the default, and every quantity is in its canonical form. The provider compares them as text, so
 * that with anything else every plan would differ.
 */
export function containerLimits({ defaultRequest, default: defaultLimit, max }: LimitRange): ContainerLimits {
  const limits = { ...(max && canonical(max)), ...canonical(defaultLimit) };
  return {
    default: limits,
    defaultRequest: { ...limits, ...canonical(defaultRequest) },
    ...(max && { max: canonical(max) }),
  };
}

function canonical({ cpu, memory }: Resources): Amounts {
  return {
    ...(cpu !== undefined && { cpu: canonicalCpu(cpu) }),
    ...(memory !== undefined && { memory: canonicalMemory(memory) }),
  };
}

/** Whole cores where possible, else millicores: `1000m` is `1`, `0.5` is `500m`. */
function canonicalCpu(cpu: string): string {
  const millicores = Math.ceil((parseCpu(cpu) ?? 0) * 1000);
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti'];

/** The largest unit that leaves a whole number: `1024Mi` is `1Gi`, `1.5Gi` is `1536Mi`. */
function canonicalMemory(memory: string): string {
  let amount = Math.ceil((parseMemory(memory) ?? 0) * 1024 ** 3);
  let unit = 0;
  for (; unit < UNITS.length - 1 && amount % 1024 === 0; unit++) amount /= 1024;
  return `${amount}${UNITS[unit]}`;
}
