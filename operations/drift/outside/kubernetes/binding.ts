import { z } from 'zod';

/** A ClusterRoleBinding, as the API server has it. */
export const bindingSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .nullish()
    .transform((subjects) => subjects ?? []),
});
export type Binding = z.infer<typeof bindingSchema>;
export type Subject = Binding['subjects'][number];

const list = z
  .array(z.string())
  .nullish()
  .transform((values) => values ?? []);

/** A ClusterRole, as far as it says what it allows. */
export const clusterRoleSchema = z.object({
  metadata: z.object({ name: z.string() }),
  rules: z
    .array(z.object({ apiGroups: list, resources: list, verbs: list, resourceNames: list, nonResourceURLs: list }))
    .nullish()
    .transform((rules) => rules ?? []),
});
export type RoleRule = z.infer<typeof clusterRoleSchema>['rules'][number];

export interface ClusterRole extends z.infer<typeof clusterRoleSchema> {
  /** As the API server gives it, with who wrote it. */
  readonly object: unknown;
}
