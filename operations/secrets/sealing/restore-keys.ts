import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { KubernetesClient } from '../../kubernetes/client';
import { readFingerprint } from './certificate';
import { CONTROLLER, CONTROLLER_NAMESPACE, type SealingKey, sealingKeys, sealingKeySecret } from './sealing-keys';

export interface RestoreProps {
  readonly client: KubernetesClient;
  readonly now: Date;
  /** How long the new pod of the controller may take, in milliseconds. @default 120000 */
  readonly timeoutMs?: number;
  /** Called with what begins, in words. */
  readonly onStep?: (text: string) => void;
}

const DEPLOYMENT = `/apis/apps/v1/namespaces/${CONTROLLER_NAMESPACE}/deployments/${CONTROLLER}`;

/** What `kubectl rollout restart` sets, too. */
const RESTARTED_KEY = 'kubectl.kubernetes.io/restartedAt';

const deploymentSchema = z.object({
  metadata: z.object({ generation: z.int() }),
  spec: z.object({ replicas: z.int() }),
  status: z.object({
    observedGeneration: z.int().optional(),
    replicas: z.int().default(0),
    updatedReplicas: z.int().default(0),
    availableReplicas: z.int().default(0),
  }),
});

/**
 * Brings sealing keys back into a cluster and restarts the controller, which reads its keys only when it starts. Keys that
 * are there stay, so that it can be run again.
 *
 * @returns the names of those that were brought back
 */
export async function restoreKeys(keys: readonly SealingKey[], props: RestoreProps): Promise<string[]> {
  const { client } = props;
  const there = await sealingKeys(client);
  const known = there.map(({ certificate }) => readFingerprint(certificate));
  const names = new Set(there.map(({ name }) => name));
  const missing = keys.filter(({ certificate }) => !known.includes(readFingerprint(certificate)));
  const restored: string[] = [];
  for (const key of missing) {
    const name = names.has(key.name) ? `${key.name}-restored` : key.name;
    await client.send('POST', `/api/v1/namespaces/${CONTROLLER_NAMESPACE}/secrets`, sealingKeySecret({ ...key, name }));
    restored.push(name);
  }
  props.onStep?.('waiting until the controller has restarted');
  // Also where all were there: an earlier run may have ended before this.
  await restartController(props);
  return restored;
}

async function restartController({ client, now, timeoutMs = 120_000 }: RestoreProps): Promise<void> {
  const template = { metadata: { annotations: { [RESTARTED_KEY]: now.toISOString() } } };
  await client.send('PATCH', DEPLOYMENT, { spec: { template } }, 'application/strategic-merge-patch+json');
  for (const deadline = Date.now() + timeoutMs; ;) {
    const { metadata, spec, status } = deploymentSchema.parse(await client.send('GET', DEPLOYMENT));
    const isDone = [status.replicas, status.updatedReplicas, status.availableReplicas].every(
      (it) => it === spec.replicas,
    );
    if (status.observedGeneration === metadata.generation && isDone) return;
    if (Date.now() > deadline) {
      throw new Error(
        `the keys are back, but the controller has not restarted within ${timeoutMs / 1000} seconds, and reads them only ` +
          `then. See why: kubectl -n ${CONTROLLER_NAMESPACE} get pods`,
      );
    }
    await sleep(Math.min(500, timeoutMs / 10));
  }
}
