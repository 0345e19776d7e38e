import { z } from 'zod';
import type { KubernetesClient } from '../../kubernetes/client';

/** A kind of objects that live in namespaces. */
export interface NamespacedKind {
  /** Such as `/apis/apps/v1`, or `/api/v1`. */
  readonly api: string;
  /** Such as `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
}

const groups = z.object({
  groups: z.array(z.object({ name: z.string(), preferredVersion: z.object({ groupVersion: z.string() }) })),
});

const resources = z.object({
  groupVersion: z.string(),
  resources: z
    .array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean(), verbs: z.array(z.string()) }))
    .nullable(),
});

/** Groups of which nothing is kept: figures that are measured when they are asked for. */
const MEASURED = /(^|\.)metrics\.k8s\.io$/;

/** Kinds that tell what happened, or who is at work just now: none of it means anything afterwards. */
const PASSING = ['Event', 'Lease'];

/**
 * Every kind of objects in namespaces that the cluster can list, with its preferred version: those of its own, of CRDs
 * and of aggregated API servers.
 *
 * @throws {Error} when a group does not tell its kinds: what is in it could not be kept
 */
export async function namespacedKinds(client: KubernetesClient): Promise<NamespacedKind[]> {
  const named = groups.parse(await client.send('GET', '/apis')).groups.filter(({ name }) => !MEASURED.test(name));
  const apis = ['/api/v1', ...named.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const kinds: NamespacedKind[] = [];
  for (const api of apis) kinds.push(...(await kindsOf(client, api)));
  return kinds;
}

async function kindsOf(client: KubernetesClient, api: string): Promise<NamespacedKind[]> {
  const { groupVersion, resources: found } = resources.parse(await client.send('GET', api));
  return (found ?? [])
    .filter(({ name, namespaced, verbs, kind }) => {
      return namespaced && verbs.includes('list') && !name.includes('/') && !PASSING.includes(kind);
    })
    .map(({ name, kind }) => ({ api, apiVersion: groupVersion, kind, plural: name }));
}
