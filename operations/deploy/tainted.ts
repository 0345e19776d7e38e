import { type EnginePlace, engineLine } from '../engine/engine-place';
import type { PlanJson } from '../engine/plan-json';
import { addressIn, type StateJson } from '../engine/state-json';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { storedState } from './stored-state';

/** What others live in, or what holds data: made anew, it is not what it was. */
const IRREPLACEABLE: Readonly<Record<string, string>> = {
  linode_lke_cluster: 'the cluster',
  linode_lke_node_pool: 'the node pool, with the pods on it',
  linode_object_storage_bucket: 'the bucket',
  linode_domain: 'the DNS zone',
  linode_vpc: 'the VPC',
  linode_vpc_subnet: 'the subnet',
  kubernetes_namespace_v1: 'the namespace, with all that is in it',
};

/** Something that the engine would destroy and make anew, because its creation did not end well. */
interface Tainted {
  readonly address: string;
  readonly thing: string;
}

/** What is tainted in a state and must not be made anew only for that. */
export function taintedInState({ resources }: StateJson): Tainted[] {
  return resources.flatMap((resource) => {
    const thing = IRREPLACEABLE[resource.type];
    if (thing === undefined) return [];
    return resource.instances
      .filter(({ status }) => status === 'tainted')
      .map((instance) => ({ address: addressIn(resource, instance), thing }));
  });
}

/** What a plan would make anew only because it is tainted. */
export function taintedInPlan({ resource_changes: changes = [] }: PlanJson): Tainted[] {
  return changes.flatMap(({ address, type, action_reason: reason }) => {
    const thing = IRREPLACEABLE[type];
    return reason === 'replace_because_tainted' && thing !== undefined ? [{ address, thing }] : [];
  });
}

/**
 * Stops before something is replaced that only looks broken.
 *
 * @throws {DeployRefused} with the way out
 */
export function refuseTainted(tainted: readonly Tainted[], place: EnginePlace): void {
  if (tainted.length > 0) throw new DeployRefused(taintProblems(tainted, place));
}

/** What is tainted in the stored state of a stack, after something went wrong; none where it cannot be read. */
export async function taintedAfterwards(deployment: Deployment, stack: SynthesizedStack): Promise<DeployProblem[]> {
  // Not through the engine: after a signal none is started any more.
  const state = await storedState(deployment, stack).catch(() => undefined);
  return state ? taintProblems(taintedInState(state), deployment.place(stack)) : [];
}

/**
 * What is said of each of them, with the way out.
 *
 * @param ready adds to a command what it takes before it works. @default - nothing
 */
export function taintProblems(
  tainted: readonly Tainted[],
  place: EnginePlace,
  ready: (line: string) => string = (line) => line,
): DeployProblem[] {
  return tainted.map(({ address, thing }) => ({
    where: `stack ${place.stack}, ${address}`,
    what:
      `it is tainted: an apply would destroy ${thing} and make a new one. An interrupted creation is enough for that, or ` +
      'one failed answer after it',
    fix:
      'see in Cloud Manager, or with kubectl, whether it is there and well. If it is, take the mark off and apply again: ' +
      `${ready(engineLine(place, 'untaint', address))}. If it is to be made anew, plain Terraform does that: ` +
      engineLine(place, 'apply'),
  }));
}
