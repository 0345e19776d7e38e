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
import { Deadline } from '../../machine/deadline';
import { type RequestLimits, requestsWithin } from '../../object-storage/client';
import type { OutsideReading } from '../outside-reading';
import { Declared } from './declared';
import { readKubernetes } from './kubernetes/read-kubernetes';
import { readLinode } from './linode/read-linode';
import { bucketsOpenToEverybody } from './open-buckets';
import { Unread } from './unread';

/** A platform of which it is read what no plan shows. */
export interface OutsidePlace {
  readonly output: Pick<OutputFolder, 'platform' | 'stacks' | 'buckets' | 'clusterLabel' | 'linodeApi'>;
  readonly environment: EnvironmentVariables;
  /** How long what is at Linode, and what is in the cluster, may take each. @default - as long as their clients wait */
  readonly timeoutMs?: number | undefined;
}

/** When the reading of a place that begins now is given up. */
export const deadlineOf = ({ timeoutMs }: Pick<OutsidePlace, 'timeoutMs'>) =>
  timeoutMs === undefined ? undefined : Deadline.in(timeoutMs);

/** How long its requests wait. */
export function limitsOf(place: Pick<OutsidePlace, 'timeoutMs'>): RequestLimits | undefined {
  const deadline = deadlineOf(place);
  return deadline && requestsWithin(deadline);
}

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
    ...(stacks.includes('state') ? await bucketsOpenToEverybody(place.output, unread, deadlineOf(place)?.leftMs) : []),
    ...(await atLinode(place, stacks, { declared, applied: [...states.keys()] }, unread)),
    ...(await inCluster(place, stacks, { declared, cluster: states.get('cluster') }, unread)),
  ];
  return { differences: differences.filter(({ stack }) => stacks.includes(stack)), unread: unread.list };
}

/** The states of all stacks, applied or not; undefined, with a note for each stack, where one cannot be read. */
async function readStates(
  place: OutsidePlace,
  stacks: readonly StackId[],
  unread: Unread,
): Promise<ReadonlyMap<StackId, StateJson> | undefined> {
  const { output, environment } = place;
  const limits = limitsOf(place);
  try {
    const read = await Promise.all(
      output.stacks.map(async (stack) => [stack.id, await storedState({ environment }, stack, limits)] as const),
    );
    return new Map(read.flatMap(([id, state]) => (state ? [[id, state] as const] : [])));
  } catch (error) {
    for (const stack of stacks) unread.add(stack, `what no plan shows was not read: ${(error as Error).message}`);
    return undefined;
  }
}

async function atLinode(
  place: OutsidePlace,
  stacks: readonly StackId[],
  of: { readonly declared: Declared; readonly applied: readonly StackId[] },
  unread: Unread,
): Promise<readonly Difference[]> {
  const { output, environment } = place;
  try {
    connectLinode(linodeAccess(output.linodeApi, environment), limitsOf(place));
  } catch (error) {
    for (const stack of stacks) unread.add(stack, `what is at Linode was not read: ${(error as Error).message}`);
    return [];
  }
  return readLinode({ ...output, ...of, stacks, unread });
}

async function inCluster(
  place: OutsidePlace,
  stacks: readonly StackId[],
  { declared, cluster }: { readonly declared: Declared; readonly cluster: StateJson | undefined },
  unread: Unread,
): Promise<readonly Difference[]> {
  const { output, environment } = place;
  const inside = stacks.filter((stack) => stack !== 'state');
  let client: KubernetesClient | undefined;
  try {
    client = await clusterClient(cluster, output.linodeApi, environment, deadlineOf(place));
    return client ? await readKubernetes({ client, stacks: inside, declared, unread }) : [];
  } catch (error) {
    for (const stack of inside) unread.add(stack, `what is in the cluster was not read: ${(error as Error).message}`);
    return [];
  } finally {
    client?.close();
  }
}
