import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubernetesClient } from './client';
import { latestRevisions, listRevisions } from './releases';

const secretSchema = z.object({ data: z.object({ release: z.string() }) });
const releaseSchema = z.object({ manifest: z.string() });

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** An object as a release installed it. */
export type InstalledObject = z.infer<typeof objectSchema>;

/** What the releases of a namespace have installed, by their last revision that was brought to its end. */
export async function installedObjects(client: KubernetesClient, namespace: string): Promise<InstalledObject[]> {
  const deployed = (await listRevisions(client)).filter((it) => it.namespace === namespace && it.status === 'deployed');
  const objects: InstalledObject[] = [];
  for (const { secret } of latestRevisions(deployed)) {
    const { data } = secretSchema.parse(await client.send('GET', `/api/v1/namespaces/${namespace}/secrets/${secret}`));
    objects.push(...objectsIn(manifestIn(data.release)));
  }
  return objects;
}

/** Helm writes a release as JSON, gzipped, in base64; the Secret encodes that once more (helm, storage/driver). */
function manifestIn(release: string): string {
  const packed = Buffer.from(Buffer.from(release, 'base64').toString('latin1'), 'base64');
  return releaseSchema.parse(JSON.parse(gunzipSync(packed).toString('utf8'))).manifest;
}

const objectsIn = (manifest: string): InstalledObject[] =>
  parseAllDocuments(manifest).flatMap((document) => objectSchema.safeParse(document.toJS()).data ?? []);
