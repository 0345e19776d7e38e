import type { KubernetesCluster } from '@linode/api-v4';
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { loadPlatform } from '../../model/load';
import { overrideSources } from '../../model/overrides';
import type { Problem } from '../../model/problem';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { provenActor } from '../audit/actor';
import { outboxOf } from '../audit/outbox';
import { outboxRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { type AssignedPool, assignPools, type PoolChoices } from './assign-pools';
import { changesOf } from './changes';
import { describePlatform } from './describe';
import { bucketNames } from './describe-state';
import type { Change } from './difference';
import type { LeftOut, PlatformData } from './part';
import { platformNameOf } from './platform-name';
import { platformText } from './platform-text';
import { findCluster, readEmail, readLive } from './read-live';
import { requireTagConsent, tagPools, untaggedPools, withTag } from './tag-pools';

export interface AdoptProps extends PoolChoices {
  /** The platform file to write. */
  readonly file: string;
  /** Id or label of the cluster. */
  readonly cluster: string;
  /** Id or label of the firewall. @default - none */
  readonly firewall?: string | undefined;
  /** Id or name of the DNS zone. @default - none */
  readonly domain?: string | undefined;
  /** Name of the platform. @default - made of the cluster's label */
  readonly name?: string | undefined;
  /** @default - whoever the token belongs to */
  readonly owners?: readonly string[] | undefined;
  /** Beginning of the names of the buckets. @default - the platform's name */
  readonly bucketPrefix?: string | undefined;
  /** Whether pools may get the tag that keeps the cluster resource off them. */
  readonly tagPools: boolean;
  readonly environment: EnvironmentVariables;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/** What came of adopting a cluster. */
export interface Adopted {
  readonly file: string;
  readonly platform: string;
  readonly cluster: { readonly id: number; readonly label: string };
  readonly pools: readonly AssignedPool[];
  readonly imports: NonNullable<PlatformData['imports']>;
  /** Ids of the pools that got the tag. */
  readonly tagged: readonly number[];
  /** What the first apply changes in place; undefined while the file breaks a rule. */
  readonly changes: readonly Change[] | undefined;
  readonly leftOut: readonly LeftOut[];
  /** What is wrong with the file, and what to know of it: rules that what exists does not keep. */
  readonly problems: readonly Problem[];
}

/**
 * Describes a cluster that exists, and what is around it, in a new platform file. At Linode it changes nothing but, with
 * consent, tags of pools.
 *
 * @throws {Error} when the file exists already, when Linode has no such thing, or when a pool would be lost
 */
export async function adopt(props: AdoptProps): Promise<Adopted> {
  const { file, environment, onStep } = props;
  if (existsSync(file)) throw new Error(`${file} exists already. Name another file, or move it away first.`);
  connectLinode(linodeAccess(overrideSources(environment).sources.linodeApi, environment));

  onStep('reading the cluster');
  const cluster = await findCluster(props.cluster);
  const name = platformNameOf(cluster.label, props.name);
  const bucketPrefix = props.bucketPrefix ?? name;
  const { firewall, domain } = props;
  const live = await readLive(cluster, { firewall, domain, buckets: bucketNames(bucketPrefix) });
  const pools = assignPools(live.pools, props);
  requireTagConsent(pools, props.tagPools);

  const intention = { name, bucketPrefix, ...(await ownersOf(props)) };
  const { data, notes, leftOut } = describePlatform(live, pools, intention);
  const text = platformText(data, notes, headingOf(cluster.label, cluster.id));
  const { platform, problems } = loadPlatform(text, { file, environment });

  requireWritable(file);
  onStep('tagging pools');
  const tagged = await tagAudited(cluster, pools, name, environment);
  writeFileSync(file, text, { flag: 'wx' });
  return {
    file,
    platform: name,
    cluster: { id: cluster.id, label: cluster.label },
    pools,
    imports: data.imports ?? [],
    tagged,
    changes: platform && changesOf(live, withTag(pools), platform),
    leftOut,
    problems,
  };
}

/** There is no ledger before bootstrap makes one; what is written down waits for that. */
async function tagAudited(
  { id, label }: Pick<KubernetesCluster, 'id' | 'label'>,
  pools: readonly AssignedPool[],
  platform: string,
  environment: EnvironmentVariables,
): Promise<number[]> {
  const ids = untaggedPools(pools).map((pool) => pool.id);
  if (ids.length === 0) return [];
  const linode = linodeAccess(overrideSources(environment).sources.linodeApi, environment);
  const audit = outboxRecorder(outboxOf(platform, environment), await provenActor({ linode }));
  const what = `add the tag ${ENVIRONMENT_POOL_TAG} to the pools ${ids.join(', ')} of cluster ${label} (${id})`;
  const entry = { chain: 'platform', kind: 'tag-pools', what, details: { clusterId: id, pools: ids } } as const;
  return recorded(audit, entry, () => tagPools(id, pools));
}

/** Before anything is changed at Linode. @throws {Error} when the file cannot be made */
function requireWritable(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  accessSync(dirname(file), constants.W_OK);
}

async function ownersOf({
  owners,
}: AdoptProps): Promise<{ owners: readonly string[]; ownersFrom: string | undefined }> {
  if (owners && owners.length > 0) return { owners, ownersFrom: undefined };
  const email = await readEmail();
  if (email === undefined) {
    throw new Error(
      'Linode does not say whom the token belongs to, though that takes no scope. Name the owners with --owner.',
    );
  }
  return { owners: [email], ownersFrom: 'the address of whoever the token belongs to' };
}

const headingOf = (label: string, id: number) =>
  `Describes the LKE cluster ${label} (${id}) as lke-platform import found it.\nWhat it changes and leaves out: docs/guides/adopt.md.`;
