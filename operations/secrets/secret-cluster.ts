import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type KubernetesClient } from '../kubernetes/client';
import { KubernetesError } from '../kubernetes/error';
import type { SealingCertificate } from './sealing/certificate';
import type { SealedManifest } from './sealing/manifest';
import { type SealingKey, sealingCertificate, sealingKeys } from './sealing/sealing-keys';
import type { Fields } from './sources/source';

/** Where a Secret is. */
export interface SecretPlace {
  readonly namespace: string;
  readonly name: string;
}

/** The cluster, as far as secrets go. */
export interface SecretCluster {
  certificate(now: Date): Promise<SealingCertificate>;
  keys(): Promise<SealingKey[]>;
  /** Puts a SealedSecret into the cluster. @throws {Error} when namespace or controller are missing */
  apply(manifest: SealedManifest): Promise<void>;
  /** What a Secret holds; undefined where there is none, or none that may be read. */
  content(place: SecretPlace): Promise<Fields | undefined>;
  /** Waits until a Secret holds exactly that. @throws {Error} when the controller refuses, or is not there */
  awaitContent(place: SecretPlace, fields: Fields): Promise<void>;
}

const FIELD_MANAGER = 'lke-platform';
const APPLY = 'application/apply-patch+yaml';

const secretSchema = z.object({ data: z.record(z.string(), z.string()).default({}) });

const sealedSchema = z.object({
  metadata: z.object({ generation: z.int() }),
  status: z
    .object({
      observedGeneration: z.int().optional(),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() }))
        .default([]),
    })
    .default({ conditions: [] }),
});

export interface SecretClusterProps {
  readonly client: KubernetesClient;
  /** How long the controller may take, in milliseconds. @default 60000 */
  readonly timeoutMs?: number;
}

export function secretCluster({ client, timeoutMs = 60_000 }: SecretClusterProps): SecretCluster {
  const sealedPath = ({ namespace, name }: SecretPlace) =>
    `/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets/${name}`;
  const content = async ({ namespace, name }: SecretPlace) => {
    const { status, body } = await client.ask('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`);
    if (status !== 200) return undefined;
    const { data } = secretSchema.parse(body);
    return Object.fromEntries(
      Object.entries(data).map(([field, value]) => [field, new Uint8Array(Buffer.from(value, 'base64'))]),
    );
  };
  /** Whether the controller has done its part. @throws {Error} when it could not */
  const isUnsealed = async (place: SecretPlace) => {
    const { metadata, status } = sealedSchema.parse(await client.send('GET', sealedPath(place)));
    if (status.observedGeneration !== metadata.generation) return false;
    const synced = status.conditions.find(({ type }) => type === 'Synced');
    if (synced?.status === 'False') throw new Error(refusalText(place, synced.message ?? 'it gives no reason'));
    return synced?.status === 'True';
  };
  return {
    certificate: (now) => sealingCertificate(client, now),
    keys: () => sealingKeys(client),
    apply: async (manifest) => {
      const { metadata } = manifest;
      await refuseMissingNamespace(client, metadata.namespace);
      try {
        const path = `${sealedPath(metadata)}?fieldManager=${FIELD_MANAGER}&force=true`;
        await client.send('PATCH', path, manifest, APPLY);
      } catch (error) {
        if (!(error instanceof KubernetesError) || error.status !== 404) throw error;
        throw new Error(
          'the cluster knows no SealedSecrets, because their controller is not installed. Apply the stack system ' +
            'first: npx lke-platform apply system',
          { cause: error },
        );
      }
    },
    content,
    awaitContent: async (place, fields) => {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const done = await isUnsealed(place);
        const found = await content(place);
        if (done && (found === undefined || sameFields(found, fields))) return;
        if (Date.now() > deadline) throw new Error(lateText(place, timeoutMs));
        await sleep(Math.min(500, timeoutMs / 10));
      }
    },
  };
}

/** Whether two secrets are the same, byte for byte. */
export function sameFields(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [one, other] = [a[name], b[name]];
    return one !== undefined && other !== undefined && Buffer.from(one).equals(Buffer.from(other));
  });
}

async function refuseMissingNamespace(client: KubernetesClient, namespace: string): Promise<void> {
  const { status } = await client.ask('GET', `/api/v1/namespaces/${namespace}`);
  if (status !== 404) return;
  const stack = namespace.startsWith('env-') ? namespace.slice('env-'.length) : 'system';
  throw new Error(
    `the namespace ${namespace} is not there yet, so that no secret can be put into it. Apply its stack first: ` +
      `npx lke-platform apply ${stack}`,
  );
}

function refusalText({ namespace, name }: SecretPlace, reason: string): string {
  const what = `the controller of Sealed Secrets cannot make the Secret ${name} in ${namespace}: ${reason}`;
  if (/already exists|not managed/i.test(reason)) {
    return (
      `${what}. Somebody made that Secret by hand. Let the controller have it: kubectl -n ${namespace} annotate secret ` +
      `${name} sealedsecrets.bitnami.com/managed=true`
    );
  }
  if (/no key could decrypt/i.test(reason)) {
    return (
      `${what}. The controller does not have the key that it is sealed for, or has not read it yet. Bring it back: ` +
      'npx lke-platform secrets keys restore'
    );
  }
  return what;
}

const lateText = ({ namespace, name }: SecretPlace, timeoutMs: number) =>
  `the controller of Sealed Secrets has not made the Secret ${name} in ${namespace} within ${timeoutMs / 1000} seconds. ` +
  'See whether it runs: kubectl -n sealed-secrets get pods. Then run the command again.';
