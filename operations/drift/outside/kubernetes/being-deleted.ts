import { z } from 'zod';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { KubernetesReading } from './kubernetes-reading';

const schema = z.object({
  metadata: z.object({ deletionTimestamp: z.string().optional(), finalizers: z.array(z.string()).optional() }),
  status: z
    .object({
      conditions: z
        .array(
          z.object({ type: z.string().default(''), status: z.string().default(''), message: z.string().default('') }),
        )
        .optional(),
    })
    .optional(),
});

/** Since when an object goes that is still there, and what it waits for; undefined for one that stays. */
export function deletionOf(object: unknown): Readonly<Record<string, unknown>> | undefined {
  const { success, data } = schema.safeParse(object);
  const since = success ? data.metadata.deletionTimestamp : undefined;
  if (!success || since === undefined) return undefined;
  const { metadata, status } = data;
  // Of a namespace the API server says what keeps it; how many there are changes, and is the same finding all the same.
  const keeps = (status?.conditions ?? []).filter((it) => it.type.endsWith('Remaining') && it.status === 'True');
  const waitsFor = [
    ...(metadata.finalizers ?? []),
    ...keeps.map(({ message }) => message.replace(/ (has|in) \d+ resource instances/g, '')),
  ];
  return { deleting_since: since, ...(waitsFor.length > 0 && { waits_for: waitsFor }) };
}

/**
 * Namespaces that somebody deleted and that something in them keeps: to a plan they are there, and nothing can be made in
 * them.
 */
export async function namespacesBeingDeleted({ client, stacks, declared, unread }: KubernetesReading) {
  const own = declared.ofType('kubernetes_namespace_v1').filter(({ stack }) => stacks.includes(stack));
  const read = own.map(({ stack, address, type, attributes }) =>
    unread.orNothing(stack, `the namespace ${address}`, async (): Promise<Difference[]> => {
      const name = namespaceSchema.parse(attributes).metadata[0]?.name ?? '';
      const after = deletionOf(await client.get(`/api/v1/namespaces/${encodeURIComponent(name)}`));
      return after
        ? [{ stack, address, kind: type, path: [], action: 'removed', before: name, after, origin: 'kubernetes' }]
        : [];
    }),
  );
  return (await Promise.all(read)).flat();
}

const namespaceSchema = z.object({ metadata: z.array(z.object({ name: z.string() })) });
