import type { Event } from '@linode/api-v4';
import type { StackId } from '../../../model/naming';
import type { Difference, Doer } from '../../../model/rules/drift/difference';
import { storedState } from '../../deploy/stored-state';
import type { StateJson } from '../../engine/state-json';
import type { KubernetesClient } from '../../kubernetes/client';
import { clusterClient } from '../../kubernetes/cluster';
import { objectPath } from '../../kubernetes/paths';
import { linodeAccess } from '../../linode/access';
import { connectLinode } from '../../linode/client';
import { thingOf } from '../../orphans/kinds';
import { Declared } from '../outside/declared';
import { deadlineOf, limitsOf, type OutsidePlace } from '../outside/read-outside';
import { lastEvents, whoChanged } from './linode-events';
import { whoWrote } from './managed-fields';

/** Since when the differences of a stack can have been made. */
export interface AppliedSince {
  readonly stack: StackId;
  /** ISO 8601; undefined where it is not known. */
  readonly appliedAt: string | undefined;
}

/**
 * Finds out who made differences, from Linode's events and from what the API server of the cluster keeps of each write.
 * What cannot be asked leaves differences without a name: it says nothing about whether there is drift.
 */
export async function attribute(
  place: OutsidePlace,
  differences: readonly Difference[],
  stacks: readonly AppliedSince[],
): Promise<readonly Difference[]> {
  if (differences.every(({ by }) => by !== undefined)) return differences;
  const states = await orElse(readStates(place), new Map<StackId, StateJson>());
  const told = new Tellers(place, new Declared(states), states.get('cluster'), stacks);
  try {
    return await Promise.all(differences.map((difference) => told.tell(difference)));
  } finally {
    await told.close();
  }
}

async function readStates(place: OutsidePlace): Promise<Map<StackId, StateJson>> {
  const { output, environment } = place;
  const limits = limitsOf(place);
  const read = output.stacks.map(
    async (stack) => [stack.id, await storedState({ environment }, stack, limits)] as const,
  );
  return new Map((await Promise.all(read)).flatMap(([id, state]) => (state ? [[id, state] as const] : [])));
}

const orElse = async <T>(answer: Promise<T>, otherwise: T): Promise<T> => answer.catch(() => otherwise);

/** What can be asked who did something, each asked once. */
class Tellers {
  private readonly client: Promise<KubernetesClient | undefined>;
  private readonly events: Promise<readonly Event[]>;
  private readonly objects = new Map<string, Promise<unknown>>();

  constructor(
    place: OutsidePlace,
    private readonly declared: Declared,
    cluster: StateJson | undefined,
    private readonly stacks: readonly AppliedSince[],
  ) {
    const { output, environment } = place;
    this.client = orElse(clusterClient(cluster, output.linodeApi, environment, deadlineOf(place)), undefined);
    this.events = orElse(
      this.client.then(() => {
        connectLinode(linodeAccess(output.linodeApi, environment), limitsOf(place));
        return lastEvents();
      }),
      [],
    );
  }

  async tell(difference: Difference): Promise<Difference> {
    if (difference.by) return difference;
    const by = await (difference.kind.startsWith('linode_') ? this.atLinode(difference) : this.inCluster(difference));
    return by ? { ...difference, by } : difference;
  }

  async close(): Promise<void> {
    (await this.client)?.close();
  }

  private async atLinode({ stack, address, kind }: Difference): Promise<Doer | undefined> {
    const declared = this.declared.resources.find((it) => it.stack === stack && it.address === address);
    const id = declared ? thingOf(kind, declared.attributes)?.id : address.split('/')[1];
    const since = this.stacks.find((it) => it.stack === stack)?.appliedAt;
    return id === undefined ? undefined : whoChanged(await this.events, kind, id.split(','), declared && since);
  }

  private async inCluster({ stack, address, kind, path }: Difference): Promise<Doer | undefined> {
    const declared = this.declared.resources.find((it) => it.stack === stack && it.address === address);
    const name = declared && thingOf(kind, declared.attributes)?.name;
    const place = name === undefined ? undefined : objectPath(kind, name);
    if (place === undefined) return undefined;
    const asked = this.objects.get(place) ?? orElse(this.read(place), undefined);
    this.objects.set(place, asked);
    return whoWrote(await asked, path);
  }

  private async read(path: string): Promise<unknown> {
    return (await this.client)?.get(path);
  }
}
