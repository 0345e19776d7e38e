import { z } from 'zod';
import { amountOfQuantity, sameQuantity } from '../../../model/any-quantity';
import { type Check, type Judgement, judged } from '../check';

type Amounts = Readonly<Record<string, string>>;

/** A quota of the cluster. `counted` is what Kubernetes goes by. */
export interface SeenQuota {
  readonly hard: Amounts;
  readonly counted: Amounts;
}

type Limits = readonly Readonly<Record<string, unknown>>[];

export interface SeenLimits {
  /** By name; undefined for one that is missing. */
  readonly quotas: Readonly<Record<string, SeenQuota | undefined>>;
  readonly ranges: Readonly<Record<string, Limits | undefined>>;
}

/** What was applied of both, by name. */
export interface AppliedLimits {
  readonly quotas: Readonly<Record<string, Amounts>>;
  readonly ranges: Readonly<Record<string, Limits>>;
}

const named = z.object({ name: z.string() });
const amounts = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));

const appliedQuota = z.object({ metadata: named, spec: z.object({ hard: amounts }) });
const appliedRange = z.object({
  metadata: named,
  spec: z.object({ limit: z.array(z.record(z.string(), z.unknown())) }),
});
const seenQuota = z.object({
  metadata: named,
  spec: z.object({ hard: amounts.default({}) }),
  status: z.object({ hard: amounts.default({}) }).default({ hard: {} }),
});
const seenRange = z.object({
  metadata: named,
  spec: z.object({ limits: z.array(z.record(z.string(), z.unknown())) }),
});

/** The quota is the one that was applied, and Kubernetes counts by it; the limits of containers are those applied, too. */
export const quota: Check = {
  name: 'quota',
  run: async ({ client, environment: { namespace }, applied }) => {
    const list = async <T>(kind: string, schema: z.ZodType<T>) =>
      z.array(schema).parse(await client.listWhole(`/api/v1/namespaces/${namespace}/${kind}`));
    const quotas = await list('resourcequotas', seenQuota);
    const ranges = await list('limitranges', seenRange);
    return judgeLimits(
      {
        quotas: byName(
          z.array(appliedQuota).parse(applied.resources('kubernetes_resource_quota_v1')),
          (it) => it.spec.hard,
        ),
        ranges: byName(z.array(appliedRange).parse(applied.resources('kubernetes_limit_range_v1')), (it) =>
          it.spec.limit.map(asKubernetesHasIt),
        ),
      },
      {
        quotas: byName(quotas, ({ spec, status }) => ({ hard: spec.hard, counted: status.hard })),
        ranges: byName(ranges, ({ spec }) => spec.limits),
      },
    );
  },
};

const byName = <T extends { readonly metadata: { readonly name: string } }, V>(
  all: readonly T[],
  valueOf: (one: T) => V,
): Record<string, V> => Object.fromEntries(all.map((one) => [one.metadata.name, valueOf(one)]));

/** Names of Terraform in those of Kubernetes. */
const asKubernetesHasIt = ({ default_request: defaultRequest, ...limit }: Readonly<Record<string, unknown>>) => ({
  ...limit,
  ...(defaultRequest !== undefined && { defaultRequest }),
});

export function judgeLimits(applied: AppliedLimits, seen: SeenLimits): Judgement {
  const quotas = Object.entries(applied.quotas).flatMap(([name, hard]) => {
    const found = seen.quotas[name];
    if (!found) return [`the quota ${name} is missing`];
    const other = differing(hard, found.hard);
    if (other.length > 0) return [`the quota ${name} is not what was applied: ${other.join(', ')}`];
    return differing(hard, found.counted).length > 0 ? [`Kubernetes does not count by the quota ${name} yet`] : [];
  });
  const ranges = Object.entries(applied.ranges).flatMap(([name, limits]) => {
    const found = seen.ranges[name];
    if (!found) return [`the limits of containers (${name}) are missing`];
    return sorted(found) === sorted(limits) ? [] : [`the limits of containers (${name}) are not what was applied`];
  });
  const none = Object.keys(applied.quotas).length === 0 ? ['no quota was applied'] : [];
  return judged([...none, ...quotas, ...ranges], 'quota and limits of containers are in force as applied');
}

const differing = (wanted: Amounts, found: Amounts) =>
  [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
    .filter((key) => !sameQuantity(wanted[key], found[key]))
    .map((key) => `${key} is ${found[key] ?? 'not there'}, not ${wanted[key] ?? 'there'}`);

/** As text, whatever the order of keys and of limits and the suffixes of amounts; what is null is not written. */
const sorted = (limits: Limits) => JSON.stringify(limits.map((limit) => JSON.stringify(ordered(limit))).sort());

function ordered(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return amountOfQuantity(String(value)) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]);
}
