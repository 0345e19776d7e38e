import { z } from 'zod';
import type { KubernetesClient } from '../kubernetes/client';
import type { KeptObject } from './backup/kept-object';

/** What becomes of the data of a claim: it stays at Linode, to be bound again, or it goes. */
export const FATES = ['keep', 'delete'] as const;
export type Fate = (typeof FATES)[number];

/** By name of the PersistentVolumeClaim. */
export type Fates = Readonly<Record<string, Fate>>;

/** A claim of a namespace that is about to go. */
export interface Claim {
  readonly name: string;
  /** Name of the volume that it is bound to; undefined while there is none. */
  readonly volume: string | undefined;
  /** Such as `10Gi`. */
  readonly size: string;
}

/** One thing that is wrong with what was said of the claims. */
export interface FateProblem {
  readonly what: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

const claimSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    volumeName: z.string().optional(),
    resources: z
      .object({ requests: z.object({ storage: z.string().default('?') }).default({ storage: '?' }) })
      .optional(),
  }),
});

export async function claimsIn(client: KubernetesClient, namespace: string): Promise<Claim[]> {
  const found = await client.listWhole(`/api/v1/namespaces/${namespace}/persistentvolumeclaims`);
  return z
    .array(claimSchema)
    .parse(found)
    .map(({ metadata: { name }, spec }) => ({
      name,
      volume: spec.volumeName,
      size: spec.resources?.requests.storage ?? '?',
    }));
}

/** What stands against a retirement: a claim of which nobody said what becomes of it, or something that is not one. */
export function fateProblems(
  environment: string,
  claims: readonly Claim[],
  fates: Readonly<Record<string, string>>,
): FateProblem[] {
  const silent = claims.filter(({ name }) => fates[name] === undefined);
  const wrong = Object.entries(fates).filter(([, fate]) => !FATES.some((it) => it === fate));
  const unknown = Object.keys(fates).filter((name) => !claims.some((claim) => claim.name === name));
  const allowed = 'keep (the data stays at Linode, and is paid for) or delete';
  const all = silent.map(({ name }) => `--volume ${name}=keep`).join(' ');
  return [
    ...silent.map(({ name, size }) => ({
      what: `what becomes of the data of the claim ${name} (${size}) is not said`,
      allowed,
      fix: `say so of each: npx lke-platform environment retire ${environment} ${all}`,
    })),
    ...wrong.map(([name, given]) => ({
      what: `that is not what can become of the claim ${name}`,
      where: '--volume',
      given,
      allowed,
    })),
    ...unknown.map((given) => ({
      what: `${environment} has no such claim`,
      where: '--volume',
      given,
      allowed: claims.map(({ name }) => name).join(', ') || 'none: it has no claims',
    })),
  ];
}

/** The volumes that claims are bound to, so that a backup has those that stay. */
export async function volumesOf(client: KubernetesClient, claims: readonly Claim[]): Promise<object[]> {
  const volumes: object[] = [];
  for (const { volume } of claims) {
    const found = volume === undefined ? undefined : await client.get(volumePath(volume));
    if (found) volumes.push(found);
  }
  return volumes;
}

const POLICIES: Readonly<Record<Fate, string>> = { keep: 'Retain', delete: 'Delete' };

/** Lets the volume of each claim follow what was said of it when the namespace goes, whatever its class says. */
export async function settleVolumes(client: KubernetesClient, claims: readonly Claim[], fates: Fates): Promise<void> {
  for (const { name, volume } of claims) {
    const fate = fates[name];
    if (volume === undefined || fate === undefined) continue;
    const change = { spec: { persistentVolumeReclaimPolicy: POLICIES[fate] } };
    await client.send('PATCH', volumePath(volume), change, 'application/merge-patch+json');
  }
}

export const volumePath = (name: string) => `/api/v1/persistentvolumes/${encodeURIComponent(name)}`;

/** Whether an object is a volume of the cluster, which a backup holds beside those of the namespace. */
export const isVolume = ({ kind, apiVersion }: Pick<KeptObject, 'kind' | 'apiVersion'>) =>
  kind === 'PersistentVolume' && apiVersion === 'v1';
