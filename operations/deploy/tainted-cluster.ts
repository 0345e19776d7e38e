import type { StateJson } from '../engine/plan-json';
import type { SynthesizedStack } from './output-folder';

/** Address of a cluster that the engine would destroy and make anew, because its creation did not end well. */
function taintedCluster(state: StateJson | undefined): string | undefined {
  const cluster = state?.resources.find(
    ({ type, instances }) => type === 'linode_lke_cluster' && instances.some(({ status }) => status === 'tainted'),
  );
  return cluster && `${cluster.type}.${cluster.name}`;
}

/**
 * Stops before a cluster is replaced that only looks broken: one failed read right after its creation marks it so.
 *
 * @throws {Error} when the cluster is tainted, with the way out
 */
export function refuseTaintedCluster({ id, folder }: SynthesizedStack, state: StateJson | undefined): void {
  const address = taintedCluster(state);
  if (address === undefined) return;
  throw new Error(
    `${address} of stack ${id} is tainted: an apply would destroy the cluster and make a new one. ` +
      'One failed answer of the Linode API after its creation is enough for that. See in Cloud Manager whether the cluster is there and well. ' +
      `If it is, take the mark off and apply again: terraform -chdir=${folder} untaint ${address}`,
  );
}
