import { z } from 'zod';
import type { KubernetesClient } from '../../kubernetes/client';
import type { SecretPlace } from '../secret-cluster';

/** A pod that started with the former value of a Secret. */
export interface SecretUser {
  /** A pod of a StatefulSet keeps its name; this is new each time. */
  readonly id: string;
  readonly pod: string;
  /** What makes its pods anew, such as `deployment/loki`; undefined for a pod that nothing replaces. */
  readonly owner: string | undefined;
}

/** The pods that use Secrets. */
export interface SecretUsers {
  /** Those that use a Secret and were made before it was last changed, by the clock of the API server. */
  olderThan(place: SecretPlace): Promise<SecretUser[]>;
  /** Lets an owner replace its pods, as `kubectl rollout restart` does. */
  restart(namespace: string, owner: string, now: Date): Promise<void>;
}

const named = z.object({ name: z.string().optional() });
const containers = z
  .array(
    z.object({
      env: z.array(z.object({ valueFrom: z.object({ secretKeyRef: named.optional() }).optional() })).default([]),
      envFrom: z.array(z.object({ secretRef: named.optional() })).default([]),
    }),
  )
  .default([]);
const owners = z
  .array(z.object({ kind: z.string(), name: z.string(), controller: z.boolean().default(false) }))
  .default([]);

const podSchema = z.object({
  metadata: z.object({ uid: z.string(), name: z.string(), creationTimestamp: z.string(), ownerReferences: owners }),
  spec: z.object({
    containers,
    initContainers: containers,
    ephemeralContainers: containers,
    volumes: z
      .array(
        z.object({
          secret: z.object({ secretName: z.string().optional() }).optional(),
          projected: z.object({ sources: z.array(z.object({ secret: named.optional() })).default([]) }).optional(),
        }),
      )
      .default([]),
  }),
  status: z.object({ phase: z.string().optional() }).default({}),
});
type Pod = z.infer<typeof podSchema>;

const ENDED = ['Succeeded', 'Failed'];

/** Kinds that replace their pods when their template changes, by their plural. */
const RESTARTABLE: Readonly<Record<string, string>> = {
  deployment: 'deployments',
  statefulset: 'statefulsets',
  daemonset: 'daemonsets',
};

export function secretUsers(client: KubernetesClient): SecretUsers {
  const ownerOf = async (namespace: string, { metadata }: Pod): Promise<string | undefined> => {
    const owner = metadata.ownerReferences.find(({ controller }) => controller);
    if (owner?.kind !== 'ReplicaSet') return restartable(owner);
    const path = `/apis/apps/v1/namespaces/${namespace}/replicasets/${owner.name}`;
    const found = z.object({ metadata: z.object({ ownerReferences: owners }) }).parse(await client.send('GET', path));
    return restartable(found.metadata.ownerReferences.find(({ controller }) => controller));
  };
  return {
    olderThan: async ({ namespace, name }) => {
      const changed = changedAt(await client.send('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`));
      const list = await client.send('GET', `/api/v1/namespaces/${namespace}/pods`);
      const pods = z
        .object({ items: z.array(podSchema) })
        .parse(list)
        .items.filter(
          (pod) =>
            !ENDED.includes(pod.status.phase ?? '') &&
            // Kubernetes counts in seconds: one that was made in the same second may have the former value.
            Date.parse(pod.metadata.creationTimestamp) <= changed &&
            secretsOf(pod).includes(name),
        );
      return Promise.all(
        pods.map(async (pod) => ({
          id: pod.metadata.uid,
          pod: pod.metadata.name,
          owner: await ownerOf(namespace, pod),
        })),
      );
    },
    restart: async (namespace, owner, now) => {
      const [kind = '', name = ''] = owner.split('/');
      const annotations = { 'kubectl.kubernetes.io/restartedAt': now.toISOString() };
      await client.send(
        'PATCH',
        `/apis/apps/v1/namespaces/${namespace}/${RESTARTABLE[kind] ?? kind}/${name}`,
        { spec: { template: { metadata: { annotations } } } },
        'application/strategic-merge-patch+json',
      );
    },
  };
}

const secretSchema = z.object({
  metadata: z.object({
    creationTimestamp: z.string(),
    managedFields: z.array(z.object({ time: z.string().optional() })).default([]),
  }),
});

/** When a Secret was last changed, by anybody. */
function changedAt(secret: unknown): number {
  const { creationTimestamp, managedFields } = secretSchema.parse(secret).metadata;
  return Math.max(
    ...[creationTimestamp, ...managedFields.flatMap(({ time }) => time ?? [])].map((it) => Date.parse(it)),
  );
}

function restartable(owner: { readonly kind: string; readonly name: string } | undefined): string | undefined {
  const kind = owner?.kind.toLowerCase() ?? '';
  return owner && kind in RESTARTABLE ? `${kind}/${owner.name}` : undefined;
}

/** Names of the Secrets whose content a pod has. */
function secretsOf({ spec }: Pod): (string | undefined)[] {
  const inContainers = [...spec.containers, ...spec.initContainers, ...spec.ephemeralContainers].flatMap(
    ({ env, envFrom }) => [
      ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
      ...envFrom.map(({ secretRef }) => secretRef?.name),
    ],
  );
  const inVolumes = spec.volumes.flatMap(({ secret, projected }) => [
    secret?.secretName,
    ...(projected?.sources ?? []).map((it) => it.secret?.name),
  ]);
  return [...inContainers, ...inVolumes];
}
