import { randomBytes } from 'node:crypto';
import type { KubernetesClient } from '../../kubernetes/client';
import { KubernetesError } from '../../kubernetes/error';
import { sealedManifest } from '../../secrets/sealing/manifest';
import { secretCluster } from '../../secrets/secret-cluster';
import { type Check, judged, type Judgement, type VerifySite } from '../check';

/** Beginning of the names of what is made here, which tells what a run that was killed left. */
const PREFIX = 'lke-platform-verify-';

/** What a run of somebody else may still be waiting for. */
const LEFT_AFTER_MS = 10 * 60_000;

/** A value that is sealed for the cluster comes out of it as it was; nothing of it stays. */
export const sealedSecret: Check = {
  name: 'sealed-secret',
  run: async (site) => {
    await removeLeft(site);
    try {
      return await roundTrip(site);
    } catch (error) {
      // No answer at all, and a refusal of the one who looks, say nothing of the controller.
      if (error instanceof KubernetesError && error.status !== 404) throw error;
      return judged([(error as Error).message], '');
    }
  },
};

async function roundTrip({ client, environment: { namespace }, now, timeoutMs }: VerifySite): Promise<Judgement> {
  const cluster = secretCluster({ client, ...(timeoutMs !== undefined && { timeoutMs }) });
  const name = PREFIX + randomBytes(6).toString('hex');
  const fields = { value: randomBytes(32) };
  const certificate = await cluster.certificate(now);
  try {
    await cluster.apply(sealedManifest({ item: { name, namespace, type: 'Opaque' }, version: 1, certificate }, fields));
    await cluster.awaitContent({ namespace, name }, fields);
  } finally {
    await remove(client, namespace, name);
  }
  return judged([], 'a value that was sealed for the cluster was opened in it, and removed');
}

/** The controller would make the Secret again while the SealedSecret is there. */
async function remove(client: KubernetesClient, namespace: string, name: string): Promise<void> {
  await client.remove(`/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets/${name}`);
  await client.remove(`/api/v1/namespaces/${namespace}/secrets/${name}`);
}

async function removeLeft({ client, environment: { namespace }, now }: VerifySite): Promise<void> {
  const secrets = await client.list(`/api/v1/namespaces/${namespace}/secrets`);
  for (const { metadata } of [...secrets, ...(await sealedIn(client, namespace))]) {
    const age = now.getTime() - Date.parse(metadata.creationTimestamp ?? '');
    if (metadata.name.startsWith(PREFIX) && age > LEFT_AFTER_MS) await remove(client, namespace, metadata.name);
  }
}

/** None where the cluster does not know the kind; then the round trip says so. */
async function sealedIn(client: KubernetesClient, namespace: string) {
  try {
    return await client.list(`/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets`);
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return [];
    throw error;
  }
}
