import { z } from 'zod';
import { type Check, type Judgement, judged, passed } from '../check';

type Labels = Readonly<Record<string, string>>;

/** A workload whose pods several nodes may hold at once. */
export interface SeenWorkload {
  /** Such as `Deployment web`. */
  readonly name: string;
  readonly replicas: number;
  /** Labels of its pods. */
  readonly labels: Labels;
}

export interface SeenBudget {
  readonly name: string;
  readonly selects: (labels: Labels) => boolean;
  /** Pods that it counts on, and how many of them may go now. */
  readonly expected: number;
  readonly healthy: number;
  readonly allowed: number;
}

const metadata = z.object({ name: z.string() });
const labels = z.record(z.string(), z.string()).default({});

const workloadSchema = z.object({
  metadata,
  spec: z.object({
    replicas: z.int().default(1),
    template: z.object({ metadata: z.object({ labels }).default({ labels: {} }) }),
  }),
});

const budgetSchema = z.object({
  metadata,
  spec: z.object({
    selector: z
      .object({
        matchLabels: labels,
        matchExpressions: z
          .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) }))
          .default([]),
      })
      .optional(),
  }),
  status: z
    .object({
      expectedPods: z.int().default(0),
      currentHealthy: z.int().default(0),
      disruptionsAllowed: z.int().default(0),
    })
    .default({ expectedPods: 0, currentHealthy: 0, disruptionsAllowed: 0 }),
});

/**
 * What runs several times has a PodDisruptionBudget, and none of them keeps a node from being drained while all its pods
 * are healthy. No admission policy can see that one is missing.
 */
export const disruptionBudgets: Check = {
  name: 'disruption-budgets',
  run: async ({ client, environment: { namespace, name } }) => {
    const list = async <T>(path: string, schema: z.ZodType<T>) =>
      z.array(schema).parse(await client.listWhole(`/apis/${path.replace('*', `namespaces/${namespace}`)}`));
    const named = async (kind: string, plural: string): Promise<SeenWorkload[]> =>
      (await list(`apps/v1/*/${plural}`, workloadSchema)).map(({ metadata, spec }) => ({
        name: `${kind} ${metadata.name}`,
        replicas: spec.replicas,
        labels: spec.template.metadata.labels,
      }));
    const budgets = await list('policy/v1/*/poddisruptionbudgets', budgetSchema);
    return judgeBudgets(
      [...(await named('Deployment', 'deployments')), ...(await named('StatefulSet', 'statefulsets'))],
      budgets.map(({ metadata, spec, status }) => ({
        name: metadata.name,
        selects: (of) => spec.selector !== undefined && isSelected(spec.selector, of),
        expected: status.expectedPods,
        healthy: status.currentHealthy,
        allowed: status.disruptionsAllowed,
      })),
      name === 'production',
    );
  },
};

type Selector = NonNullable<z.infer<typeof budgetSchema>['spec']['selector']>;

/** An empty selector selects every pod of the namespace (policy/v1). */
export function isSelected({ matchLabels, matchExpressions }: Selector, of: Labels): boolean {
  const isMatched = ({ key, operator, values }: Selector['matchExpressions'][number]) => {
    const value = of[key];
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    return operator === 'Exists' ? value !== undefined : value === undefined;
  };
  return Object.entries(matchLabels).every(([key, value]) => of[key] === value) && matchExpressions.every(isMatched);
}

/** @param required whether what runs several times has to have one */
export function judgeBudgets(
  workloads: readonly SeenWorkload[],
  budgets: readonly SeenBudget[],
  required: boolean,
): Judgement {
  const several = workloads.filter(({ replicas }) => replicas > 1);
  const bare = required ? several.filter((it) => !budgets.some(({ selects }) => selects(it.labels))) : [];
  const blocking = budgets.filter(
    ({ expected, healthy, allowed }) => expected > 0 && healthy >= expected && allowed === 0,
  );
  const failures = [
    ...bare.map(({ name, replicas }) => `${name} runs ${replicas} times without a PodDisruptionBudget`),
    ...blocking.map(({ name }) => `the PodDisruptionBudget ${name} lets no pod go, so that no node can be drained`),
  ];
  if (workloads.length === 0 && budgets.length === 0) return passed('nothing runs in it yet');
  return judged(failures, `${several.length} workloads with several pods, ${budgets.length} budgets that let pods go`);
}
