import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { linodeAddress } from '../linode/access';
import { type LostPool, lostPools } from '../plan-review/lost-pools';
import type { PlanSummary } from '../plan-review/plan-summary';
import type { DeployProblem } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { OUTPUT_NAMES } from './output-names';

/**
 * Why a plan is not applied: the node pools of a protected cluster that would be lost. The engine cannot tell: to it the
 * cluster changes in place.
 */
export async function lostPoolRefusals(
  deployment: Deployment,
  stack: SynthesizedStack,
  summary: PlanSummary,
): Promise<DeployProblem[]> {
  const lost = lostPools(summary).filter(({ address }) => stack.protectedAddresses.includes(address));
  if (lost.length === 0) return [];
  const state = await deployment.state(stack);
  const clusterId = String(state?.outputs[OUTPUT_NAMES.clusterId]?.value);
  const api = linodeAddress(deployment.output.linodeApi, deployment.environment);
  return lost.map((pool) => ({ where: `stack ${stack.id}, ${pool.address}`, ...refusalOf(pool, clusterId, api) }));
}

const LET_IT_GO = 'set deletionProtection: false in the platform file, have that reviewed, and synthesize';

function refusalOf({ pool, becomes }: LostPool, clusterId: string, api: string): Omit<DeployProblem, 'where'> {
  if (becomes === 'another pool') {
    return {
      what: `the pods on node pool ${pool.name} would lose their nodes: it would become another pool, and the cluster is protected`,
      fix:
        'name the pool that stays inside the cluster in cluster.systemPool, keep its name, and plan again. ' +
        `To let it become another one: ${LET_IT_GO}`,
    };
  }
  const tags = [...new Set([...(pool.tags ?? []), ENVIRONMENT_POOL_TAG])];
  return {
    what:
      `node pool ${pool.name} would be deleted with its nodes, and the cluster is protected. ` +
      `Without the tag ${ENVIRONMENT_POOL_TAG} the cluster resource takes the pool for its own`,
    fix:
      `to keep it, give it the tag: curl --fail -X PUT -H "Authorization: Bearer $LINODE_TOKEN" -H 'Content-Type: application/json' ` +
      `-d '${JSON.stringify({ tags })}' ${api}/lke/clusters/${clusterId}/pools/${pool.id}\n` +
      `           to let it go: delete it in Cloud Manager, or ${LET_IT_GO}`,
  };
}
