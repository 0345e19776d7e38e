import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubernetesClient } from '../../../kubernetes/client';
import { latestRevisions, listRevisions } from '../../../kubernetes/releases';

/** No release of helm is as large: its Secret may have a mebibyte, compressed. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** An object of a manifest, with what it says of it. */
export interface PinnedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined where the manifest names none: it is that of the release, or none. */
  readonly namespace: string | undefined;
  readonly content: Readonly<Record<string, unknown>>;
}

const secretSchema = z.object({ data: z.object({ release: z.string() }) });
const releaseSchema = z.object({ manifest: z.string() });
const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** A release of the platform, as the state of its stack has it. */
export interface AppliedRelease {
  readonly namespace: string;
  readonly name: string;
  /** Undefined where the state does not tell it. */
  readonly revision: number | undefined;
}

/**
 * What a release was made of when the stack was applied: the manifest of the revision that the state has, or of the last
 * one where helm does not keep that any more.
 *
 * @returns undefined where helm has no revision of it
 */
export async function manifestOf(
  client: KubernetesClient,
  release: AppliedRelease,
): Promise<PinnedObject[] | undefined> {
  const { namespace, name, revision } = release;
  const at = (number: number) => client.get(secretPath(namespace, `sh.helm.release.v1.${name}.v${number}`));
  const secret = (revision === undefined ? undefined : await at(revision)) ?? (await lastRevision(client, release));
  return secret && objectsIn(secret);
}

async function lastRevision(client: KubernetesClient, { namespace, name }: AppliedRelease) {
  const latest = latestRevisions(await listRevisions(client, namespace)).find((it) => it.release === name);
  return latest && client.get(secretPath(namespace, latest.secret));
}

const secretPath = (namespace: string, name: string) =>
  `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(name)}`;

/** helm keeps JSON, compressed, in base64; Kubernetes has that in base64 once more. */
function objectsIn(secret: unknown): PinnedObject[] {
  const { release } = secretSchema.parse(secret).data;
  const compressed = Buffer.from(Buffer.from(release, 'base64').toString('latin1'), 'base64');
  const text = gunzipSync(compressed, { maxOutputLength: LARGEST_BYTES }).toString('utf8');
  return pinnedObjects(releaseSchema.parse(JSON.parse(text)).manifest);
}

/** The objects of a manifest; a `List` is what is in it. @throws {Error} when it is not YAML */
export function pinnedObjects(manifest: string): PinnedObject[] {
  return parseAllDocuments(manifest, { uniqueKeys: false }).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`a document of the manifest is not YAML: ${error.code}`);
    return objectsOf(document.toJS({ maxAliasCount: 1000 }));
  });
}

function objectsOf(value: unknown): PinnedObject[] {
  const { success, data } = objectSchema.safeParse(value);
  if (success) {
    const { apiVersion, kind, metadata } = data;
    return [{ apiVersion, kind, name: metadata.name, namespace: metadata.namespace, content: data }];
  }
  const { items } = (value ?? {}) as { readonly items?: unknown };
  return Array.isArray(items) ? items.flatMap(objectsOf) : [];
}
