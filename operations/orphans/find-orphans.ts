import type { EnvironmentVariables } from '../../model/environment-variables';
import { bucketNameOf } from '../../model/naming';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { troublesOf } from '../linode/error';
import type { RequestLimits } from '../object-storage/client';
import type { HeldLock } from '../object-storage/locks';
import { clusterClient } from '../kubernetes/cluster';
import { heldIn } from './held';
import { kubernetesThings } from './kubernetes-things';
import { linodeMarks } from './linode-marks';
import { LINODE_LISTS } from './linode-things';
import { type Orphan, orphansAmong } from './orphan';
import { readStates, type States } from './read-states';
import { type Import, referenceOfImport, type Thing } from './thing';
import type { Wanted } from './wanted';

/** A platform, as far as its orphans are told by it. */
export interface Marked {
  /** Its name. */
  readonly platform: string;
  readonly bucketPrefix: string;
  /** Address of the object storage with its states. */
  readonly endpoint: string;
  /** Label of its cluster. */
  readonly clusterLabel: string | undefined;
  /** Address of the Linode API. @default - that of LINODE_URL, or the public one */
  readonly linodeApi: string | undefined;
  /** What its stacks are about to take over: it is in no state yet, and nothing to remove. */
  readonly imports: readonly Import[];
  /** How long to wait for the Linode API and the store. @default - as long as each of their clients waits */
  readonly limits?: RequestLimits;
}

/** What was found, and what could not be looked at. */
export interface FoundOrphans {
  readonly orphans: readonly Orphan[];
  /** Why some of it was not looked at. */
  readonly notChecked: readonly string[];
  /** Beginnings of the types of what was not looked at; the empty one is that of all types. */
  readonly unseen: readonly string[];
  /** Locks on the states: what is made by whoever holds them is not in the state yet. */
  readonly locks: readonly HeldLock[];
}

/**
 * Compares what exists at Linode and in the cluster with what the states of a platform hold.
 *
 * @param wanted what the plans that were just made would make: what exists under such a name is in their way
 */
export async function findOrphans(
  marked: Marked,
  environment: EnvironmentVariables,
  wanted: readonly Wanted[] = [],
): Promise<FoundOrphans> {
  const errors: Error[] = [];
  const unseen: string[] = [];
  const orElse = async <T>(types: readonly string[], answer: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      errors.push(error as Error);
      unseen.push(...types);
      return otherwise;
    }
  };
  const place = { ...marked, bucket: bucketNameOf(marked.bucketPrefix, 'state') };
  const states = await orElse<States | undefined>(EVERY_TYPE, readStates(place, environment), undefined);
  // Without them, everything would look like an orphan.
  if (!states) return { orphans: [], notChecked: troublesOf(errors), unseen, locks: [] };
  const held = heldIn(states.all);
  const things = await Promise.all([
    ...(await orElse(['linode_'], linodeThings(marked, environment, held, wanted), [])).map(({ types, things }) =>
      orElse([types], things, []),
    ),
    orElse(['kubernetes_', 'helm_'], inCluster(states, marked, environment, wanted), []),
  ]);
  return {
    orphans: orphansAmong(things.flat(), new Set([...held.keys(), ...marked.imports.map(referenceOfImport)]), wanted),
    notChecked: troublesOf(errors),
    unseen,
    locks: states.locks,
  };
}

const EVERY_TYPE = [''];

// eslint-disable-next-line @typescript-eslint/require-await -- so that it is a promise that a wrong token rejects
async function linodeThings(
  marked: Marked,
  environment: EnvironmentVariables,
  held: ReadonlyMap<string, Thing>,
  wanted: readonly Wanted[],
): Promise<{ types: string; things: Promise<Thing[]> }[]> {
  connectLinode(linodeAccess(marked.linodeApi, environment), marked.limits);
  const marks = linodeMarks(marked, [...held.values()], wanted);
  return LINODE_LISTS.map(({ types, read }) => ({ types, things: read(marks) }));
}

async function inCluster(
  { cluster }: States,
  { platform, linodeApi }: Marked,
  environment: EnvironmentVariables,
  wanted: readonly Wanted[],
): Promise<Thing[]> {
  const client = await clusterClient(cluster, linodeApi, environment);
  return client ? kubernetesThings(client, platform, wanted) : [];
}
