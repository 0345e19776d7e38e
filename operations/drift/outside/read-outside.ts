import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { StackId } from '../../../model/naming';
import type { Difference } from '../../../model/rules/drift/difference';
import type { OutputFolder } from '../../deploy/output-folder';
import { storedState } from '../../deploy/stored-state';
import type { StateJson } from '../../engine/state-json';
import type { KubernetesClient } from '../../kubernetes/client';
import { clusterClient } from '../../kubernetes/cluster';
import { linodeAccess } from '../../linode/access';
import { connectLinode } from '../../linode/client';
import type { RequestLimits } from '../../object-storage/client';
import type { OutsideReading } from '../outside-reading';
import { Declared } from './declared';
import { readKubernetes } from './kubernetes/read-kubernetes';
import { readLinode } from './linode/read-linode';
import { Unread } from './unread';

/** A platform of which it is read what no plan shows. */
export interface OutsidePlace {
  readonly output: Pick<OutputFolder, 'platform' | 'stacks' | 'buckets' | 'clusterLabel' | 'linodeApi'>;
  readonly environment: EnvironmentVariables;
  /** How long to wait for the Linode API. @default - as long as its client waits */
  readonly limits?: RequestLimits;
}

/** Stacks that are asked for at Linode: a stack of an environment has nothing there but its pools. */
const AT_LINODE: readonly StackId[] = ['state', 'cluster'];

/**
 * Reads at Linode and in the cluster what no plan shows, and compares it with what the states hold. What cannot be read is
 * named, and the rest is compared all the same.
 *
 * @param stacks those that are looked at
 */
export async function readOutside(place: OutsidePlace, stacks: readonly StackId[]): Promise<OutsideReading> {
  const unread = new Unread();
  const states = await readStates(place, stacks, unread);
  // Without one of the states, what it declares would look undeclared.
  if (!states) return { differences: [], unread: unread.list };
  const declared = new Declared(states);
  const differences: Difference[] = [
    ...(await atLinode(place, stacks, declared, unread)),
    ...(await inCluster(place, stacks, { declared, cluster: states.get('cluster') }, unread)),
  ];
  return { differences: differences.filter(({ stack }) => stacks.includes(stack)), unread: unread.list };
}

/** The states of all stacks, applied or not; undefined, with a note for each stack, where one cannot be read. */
async function readStates(
  { output, environment }: OutsidePlace,
  stacks: readonly StackId[],
  unread: Unread,
): Promise<ReadonlyMap<StackId, StateJson> | undefined> {
  try {
    const read = await Promise.all(
      output.stacks.map(async (stack) => [stack.id, await storedState({ environment }, stack)] as const),
    );
    return new Map(read.flatMap(([id, state]) => (state ? [[id, state] as const] : [])));
  } catch (error) {
    for (const stack of stacks) unread.add(stack, `what no plan shows was not read: ${(error as Error).message}`);
    return undefined;
  }
}

async function atLinode(
  { output, environment, limits }: OutsidePlace,
  stacks: readonly StackId[],
  declared: Declared,
  unread: Unread,
): Promise<readonly Difference[]> {
  try {
    connectLinode(linodeAccess(output.linodeApi, environment), limits);
  } catch (error) {
    for (const stack of stacks) unread.add(stack, `what is at Linode was not read: ${(error as Error).message}`);
    return [];
  }
  return readLinode({ ...output, declared, isAll: stacks.some((stack) => AT_LINODE.includes(stack)), unread });
}

async function inCluster(
  { output, environment }: OutsidePlace,
  stacks: readonly StackId[],
  { declared, cluster }: { readonly declared: Declared; readonly cluster: StateJson | undefined },
  unread: Unread,
): Promise<readonly Difference[]> {
  const inside = stacks.filter((stack) => stack !== 'state');
  let client: KubernetesClient | undefined;
  try {
    client = await clusterClient(cluster, output.linodeApi, environment);
    return client ? await readKubernetes({ client, stacks: inside, declared, unread }) : [];
  } catch (error) {
    for (const stack of inside) unread.add(stack, `what is in the cluster was not read: ${(error as Error).message}`);
    return [];
  } finally {
    client?.close();
  }
}
